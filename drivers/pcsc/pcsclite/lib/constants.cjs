// @ts-check
/** Constants of PC/SC (part 5 of its specification, and winscard.h) by the names that they have on a CardReader. */

/** A reader's control code: as Windows composes it, or as pcsc-lite does. @param {number} code */
const controlCode = (code) => (process.platform === 'win32' ? (0x31 << 16) | (code << 2) : 0x42000000 + code)

module.exports = {
  controlCode,
  constants: {
    SCARD_SHARE_EXCLUSIVE: 1,
    SCARD_SHARE_SHARED: 2,
    SCARD_SHARE_DIRECT: 3,
    SCARD_PROTOCOL_T0: 1,
    SCARD_PROTOCOL_T1: 2,
    SCARD_PROTOCOL_RAW: process.platform === 'win32' ? 0x10000 : 4,
    SCARD_STATE_UNAWARE: 0x0000,
    SCARD_STATE_IGNORE: 0x0001,
    SCARD_STATE_CHANGED: 0x0002,
    SCARD_STATE_UNKNOWN: 0x0004,
    SCARD_STATE_UNAVAILABLE: 0x0008,
    SCARD_STATE_EMPTY: 0x0010,
    SCARD_STATE_PRESENT: 0x0020,
    SCARD_STATE_ATRMATCH: 0x0040,
    SCARD_STATE_EXCLUSIVE: 0x0080,
    SCARD_STATE_INUSE: 0x0100,
    SCARD_STATE_MUTE: 0x0200,
    SCARD_LEAVE_CARD: 0,
    SCARD_RESET_CARD: 1,
    SCARD_UNPOWER_CARD: 2,
    SCARD_EJECT_CARD: 3,
    IOCTL_CCID_ESCAPE: process.platform === 'win32' ? controlCode(3500) : controlCode(1),
  },
}
