// @ts-check
/**
 * The interface of @pokusew/pcsclite 0.6, which nfc-pcsc asks for, over pcsc-mini. What is added to it: the event
 * `running`, transactions, and a closed door for commands to the reader itself.
 */
const { pcsclite } = require('./lib/pcsclite.cjs')

module.exports = pcsclite
