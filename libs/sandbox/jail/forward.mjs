// Runs inside a jail that may reach hosts: carries connections from a port of the jail's own
// loopback to the proxy's socket, runs the command, and ends with the command's exit code.
import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { constants } from 'node:os'

const [socketPath = '', port = '', program = '', ...args] = process.argv.slice(2)
const server = createServer((client) => {
  const proxy = connect(socketPath)
  client.on('error', () => proxy.destroy())
  proxy.on('error', () => client.destroy())
  client.pipe(proxy).pipe(client)
})
server.listen(Number(port), '127.0.0.1', () => {
  const child = spawn(program, args, { stdio: 'inherit' })
  // The shell's own exit codes for what cannot be run (POSIX, 2.8.2 Exit Status).
  child.once('error', (error) => {
    const isThere = !('code' in error) || error.code !== 'ENOENT'
    process.stderr.write(`sh: ${program}: ${isThere ? 'cannot be run' : 'not found'}\n`)
    process.exit(isThere ? 126 : 127)
  })
  child.once('exit', (code, signal) => {
    process.exit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
  })
})
