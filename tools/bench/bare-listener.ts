// Reads what is sent and answers, and does nothing else: what any listener in this process costs
// at least. Its address goes through the channel to its parent.
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(202, { 'content-type': 'application/json', 'content-length': 2 })
    response.end('{}')
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = address === null || typeof address === 'string' ? 0 : address.port
  process.send?.(`http://127.0.0.1:${port}/`)
})
process.once('disconnect', () => process.exit())
