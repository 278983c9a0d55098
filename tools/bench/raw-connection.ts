import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

interface Asked {
  answered(status: number): void
  failed(error: Error): void
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * A connection that is kept open and speaks HTTP/1.1, one request at a time. Node's own client costs
 * several times as much as what is measured with it.
 */
export class RawConnection {
  readonly #socket: Socket
  #asked: Asked | null = null
  #received = ''

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk.toString('latin1')))
    socket.on('error', (error) => this.#asked?.failed(error))
    socket.on('close', () => this.#asked?.failed(new Error('the listener hung up')))
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new RawConnection(socket)
  }

  /** Sends the bytes of one request; gives back the status of its answer. */
  async ask(request: Buffer): Promise<number> {
    return new Promise((answered, failed) => {
      this.#asked = { answered, failed }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(text: string): void {
    this.#received += text
    const head = this.#received.indexOf(END_OF_HEAD)
    if (head < 0 || !isWhole(this.#received, head + END_OF_HEAD.length)) return
    const status = Number(this.#received.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length))
    const asked = this.#asked
    this.#received = ''
    this.#asked = null
    asked?.answered(status)
  }
}

function isWhole(text: string, bodyAt: number): boolean {
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, bodyAt))?.[1]
  return length === undefined ? text.endsWith(`0${END_OF_HEAD}`) : text.length >= bodyAt + +length
}
