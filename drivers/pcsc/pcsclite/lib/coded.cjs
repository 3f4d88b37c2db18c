// @ts-check

/**
 * An error with a code, as pcsc-mini's errors have one.
 * @param {string} code
 * @param {string} message
 * @returns {Error & { code: string }}
 */
exports.coded = (code, message) => Object.assign(new Error(message), { code })
