import { EventEmitter } from 'node:events'

/** Stands for one end of Electron's message channel. */
export class FakePort extends EventEmitter {
  closed = 0
  close(): void {
    this.closed++
  }
  postMessage(): void {
    throw new Error('main says nothing on this port')
  }
  start(): void {
    throw new Error('main hears nothing on this port')
  }
}
