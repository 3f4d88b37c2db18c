/** Messages of GB/T 35275 (GM/T 0010): signed, and enveloped for one recipient. */
export {
  readSignedData,
  signData,
  verifySignedData,
  type DataToSign,
  type SignedDataTrust,
  type UnverifiedSignedData,
} from './signed-data.ts'
export {
  envelopData,
  openEnvelope,
  prepareRecipient,
  type DataToEnvelop,
  type EnvelopeKey,
} from './enveloped-data.ts'
