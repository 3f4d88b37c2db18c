// @ts-check
/** One reader. Its operations run one after the other: pcsc-mini refuses a second one on the same card. */
const { EventEmitter } = require('node:events')
const { coded } = require('./coded.cjs')
const { constants, controlCode } = require('./constants.cjs')

/** The longest response: 65,536 bytes of data and the status word (ISO/IEC 7816-4, 5.1), as pcsc-lite rounds it. */
const longestResponse = 65_548

/** @import * as Native from '../binding.d.ts' */
/** @typedef {(error: unknown, result?: any) => void} Done */

/** The service counts insertions and removals in the upper half of a reader's state. @param {number} state */
const eventsIn = (state) => state >>> 16

class CardReader extends EventEmitter {
  /** @type {Native.Reader} */
  #reader
  /** @type {Native.Card | null} */
  #card = null
  /** @type {Native.Transaction | null} */
  #transaction = null
  /** @type {Promise<unknown>} */
  #last = Promise.resolve()
  /** Where responses arrive; zero but while one does. @type {ArrayBuffer | null} */
  #room = null
  /** pcsc-mini does not keep a command alive while it sends it. @type {Set<Uint8Array>} */
  #sent = new Set()
  #ended = false

  /** @param {Native.Reader} reader */
  constructor(reader) {
    super()
    this.#reader = reader
    this.name = reader.name()
    /** State before the `status` that is being told. */
    this.state = 0
    this.connected = false
  }

  /**
   * Tells of a state. A card that was exchanged between two looks is first told as taken away.
   * @param {number} state
   */
  update(state) {
    const { SCARD_STATE_PRESENT, SCARD_STATE_EMPTY } = constants
    const before = this.state
    const stays = (before & state & SCARD_STATE_PRESENT) !== 0
    if (stays && eventsIn(before) !== eventsIn(state)) {
      this.#tell((state & ~SCARD_STATE_PRESENT & 0xffff) | SCARD_STATE_EMPTY)
    }
    this.#tell(state)
  }

  /** @param {number} state */
  #tell(state) {
    // What was connected is no longer there, whether or not anybody disconnects.
    if ((state & constants.SCARD_STATE_PRESENT) === 0) this.#enqueue(() => this.#release(0), ignore)
    this.emit('status', { state })
    this.state = state
  }

  /**
   * @param {(error: unknown, state?: number, atr?: Buffer) => void} done the ATR only while a card is connected:
   *   the one that comes with pcsc-mini's change of state is not the card's
   */
  get_status(done) {
    /** @type {Buffer | undefined} */
    let atr
    const ask = async () => {
      if (this.#card) atr = Buffer.from((await this.#card.state()).atr)
    }
    this.#enqueue(ask, (error) => {
      if (error) done(error)
      else done(null, this.state, atr)
    })
  }

  /**
   * @param {{ share_mode?: number, protocol?: number } | Done} options
   * @param {Done} [callback] gets the protocol
   */
  connect(options, callback = ignore) {
    const done = typeof options === 'function' ? options : callback
    const { share_mode = constants.SCARD_SHARE_EXCLUSIVE, protocol } =
      typeof options === 'function' ? {} : options
    const open = async () => {
      if (this.#ended) throw coded('ReaderUnavailable', 'The reader is gone.')
      this.#card ??= await this.#reader.connect(share_mode, protocol ?? 3)
      this.connected = true
      return this.#card.protocol()
    }
    this.#enqueue(open, (error, result) => {
      done(error, result)
      // nfc-pcsc keeps to itself what it is answered here.
      if (error && !this.#ended) this.emit('error', error)
    })
  }

  /**
   * @param {number | Done} disposition
   * @param {Done} [callback]
   */
  disconnect(disposition, callback = ignore) {
    const done = typeof disposition === 'function' ? disposition : callback
    const given = typeof disposition === 'number' ? disposition : constants.SCARD_UNPOWER_CARD
    this.#enqueue(() => this.#release(given), done)
  }

  /** A card that cannot be disconnected is gone; so is the connection. @param {number} disposition */
  async #release(disposition) {
    const card = this.#card
    this.#card = null
    this.#transaction = null
    this.connected = false
    await card?.disconnect(disposition).catch(ignore)
  }

  /**
   * Class FF addresses the reader, not the card (PC/SC part 3, 3.2.2): that is how a card's UID is asked for. It is
   * refused, whoever asks.
   * @param {Uint8Array} data
   * @param {number} res_len bytes that the response may have, status word included
   * @param {number | undefined} protocol
   * @param {Done} done gets a Buffer of its own, to be zeroed by whom it is for
   */
  transmit(data, res_len, protocol, done) {
    if (data[0] === 0xff) {
      process.nextTick(done, coded('ReaderCommandRefused', 'Commands to the reader itself are not sent.'))
      return
    }
    const send = async () => {
      const card = this.#connected()
      const room = (this.#room ??= new ArrayBuffer(longestResponse))
      this.#sent.add(data)
      try {
        const response =
          protocol === undefined
            ? await card.transmit(data, room)
            : await card.transmitProtocol(protocol, data, room)
        if (response.length > res_len)
          throw coded('InsufficientBuffer', 'The response is longer than asked for.')
        const own = Buffer.alloc(response.length)
        own.set(response)
        return own
      } finally {
        this.#sent.delete(data)
        new Uint8Array(room).fill(0)
      }
    }
    this.#enqueue(send, done)
  }

  /**
   * @param {Uint8Array} data
   * @param {number} control_code
   * @param {number} res_len
   * @param {Done} done
   */
  control(data, control_code, res_len, done) {
    const send = async () => {
      this.#sent.add(data)
      try {
        return Buffer.from(await this.#connected().control(control_code, data, new ArrayBuffer(res_len)))
      } finally {
        this.#sent.delete(data)
      }
    }
    this.#enqueue(send, done)
  }

  /** Nobody else gets at the card until end_transaction. Waits while somebody else has it. @param {Done} done */
  begin_transaction(done) {
    const begin = async () => {
      this.#transaction ??= await this.#connected().transaction()
    }
    this.#enqueue(begin, done)
  }

  /** @param {number} disposition @param {Done} done */
  end_transaction(disposition, done) {
    const end = async () => {
      const transaction = this.#transaction
      this.#transaction = null
      await transaction?.end(disposition)
    }
    this.#enqueue(end, done)
  }

  close() {
    if (this.#ended) return
    this.#ended = true
    this.#enqueue(() => this.#release(constants.SCARD_LEAVE_CARD), ignore)
    this.removeAllListeners('status')
    this.emit('end')
  }

  #connected() {
    if (!this.#card) throw coded('NoCardConnection', 'Card Reader not connected')
    return this.#card
  }

  /**
   * @param {() => Promise<unknown>} operation
   * @param {Done} done called outside of the promise, so that what it throws is not lost
   */
  #enqueue(operation, done) {
    const result = this.#last.then(operation)
    this.#last = result.catch(ignore)
    result.then(
      (value) => process.nextTick(done, null, value),
      (error) => process.nextTick(done, error),
    )
  }

  SCARD_CTL_CODE(/** @type {number} */ code) {
    return controlCode(code)
  }
}

Object.assign(CardReader.prototype, constants)

const ignore = () => undefined

module.exports = { CardReader }
