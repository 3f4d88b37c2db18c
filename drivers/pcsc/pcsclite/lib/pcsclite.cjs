// @ts-check
/** One context of the PC/SC service: its readers, until it ends or fails. */
const { EventEmitter } = require('node:events')
const { CardReader } = require('./card-reader.cjs')
const { coded } = require('./coded.cjs')

/** @import * as Native from '../binding.d.ts' */

/**
 * Every client that was started. pcsc-mini frees the memory of its cards with their client, and when it collects
 * a client whose service has died it throws where nobody can catch it, which ends the process. A client takes a
 * few kilobytes, and there is one for each time that the service came back.
 * @type {Set<Native.Client>}
 */
const kept = new Set()

/**
 * So long (ms) nothing must have been heard of a client before it is stopped. pcsc-mini stops one by SCardCancel and
 * SCardReleaseContext on this thread; where its own thread is just between two waits, libpcsclite 1.9 loses step
 * with the service, and the call never returns.
 */
const quiet = 250

class PCSCLite extends EventEmitter {
  /** By name. @type {Record<string, InstanceType<typeof CardReader>>} */
  readers = {}
  /** @type {Native.Client | null} */
  #client = null
  #closed = false
  /** Changes that were heard of. */
  #heard = 0

  /** @param {() => Native.Binding} load */
  constructor(load) {
    super()
    process.nextTick(() => {
      if (!this.#closed) this.#start(load)
    })
  }

  /** @param {() => Native.Binding} load */
  #start(load) {
    let binding
    try {
      binding = load()
    } catch {
      this.emit('error', coded('LibraryMissing', 'pcsc-mini or the library of PC/SC does not load.'))
      return
    }
    const client = new binding.Client()
    client.on('error', (error) => {
      if (!this.#closed) this.emit('error', error)
    })
    client.on('reader', (reader) => this.#add(reader))
    try {
      client.start()
    } catch (error) {
      this.emit('error', error)
      return
    }
    kept.add(client)
    this.#client = client
    this.emit('running')
  }

  /** @param {Native.Reader} native */
  #add(native) {
    native.on('change', () => {
      this.#heard += 1
    })
    if (this.#closed) return
    const reader = new CardReader(native)
    this.readers[reader.name] = reader
    native.on('change', (status) => reader.update(status.raw))
    native.on('disconnect', () => {
      if (this.readers[reader.name] === reader) delete this.readers[reader.name]
      reader.close()
    })
    this.emit('reader', reader)
  }

  /** Ends the context: at once for whoever listens, for the service as soon as it is quiet. */
  close() {
    if (this.#closed) return
    this.#closed = true
    for (const reader of Object.values(this.readers)) reader.close()
    this.readers = {}
    if (this.#client) this.#stopWhenQuiet(this.#client)
  }

  /** @param {Native.Client} client */
  #stopWhenQuiet(client) {
    const heardBefore = this.#heard
    setTimeout(() => {
      // What arrived while this thread was busy is heard before the next immediate.
      setImmediate(() => {
        if (this.#heard === heardBefore) stop(client)
        else this.#stopWhenQuiet(client)
      })
    }, quiet).unref()
  }
}

/** A service that is gone need not be told. @param {Native.Client} client */
function stop(client) {
  try {
    client.stop()
  } catch {
    return
  }
}

/** @returns {PCSCLite} */
function pcsclite() {
  return new PCSCLite(pcsclite.binding)
}

/** What gives pcsc-mini. A test puts its own in the place. */
pcsclite.binding = () => require('pcsc-mini')

module.exports = { pcsclite }
