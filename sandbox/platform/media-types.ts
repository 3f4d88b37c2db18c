/** Media type of every signed message: CMS, as RFC 7193 names it. */
export const signedMessageType = 'application/cms'
