/** Words as they are spoken: on one line, without what only the eye needs. */
export function plainWords(text: string): string {
  return text
    .replaceAll('*', '')
    .replaceAll(/(?<=[\p{Script=Han}，。、；：？！”」])\s*\n\s*/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** The sentences of plain words, without what has nothing to speak. */
export function sentencesOf(words: string): readonly string[] {
  return words
    .split(/(?<=[。！？][”」）]?)(?![。！？”」）])|(?<=[.!?][”)]?)\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}
