// @ts-check
/** The gallery as one page: each specimen with its pictures, and what was found beside each. */

/**
 * @typedef {object} Drawn
 * @property {string} name of the specimen
 * @property {string} picture file name
 * @property {readonly string[]} problems
 */

/**
 * What was drawn in one appearance.
 * @typedef {{ language: string, mode: string, found: readonly Drawn[] }} Drawing
 */

/** @type {Readonly<Record<string, string>>} */
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** @param {string} text */
function escape(text) {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

const style = `
  body { margin: 2rem; font: 16px/1.5 system-ui, sans-serif; background: #f4f2ee; color: #1d2733; }
  nav a { margin-right: 1rem; white-space: nowrap; }
  .broken { color: #b3261e; }
  .row { display: flex; gap: 1rem; overflow-x: auto; padding-bottom: 1rem; }
  figure { flex: none; width: 270px; margin: 0; }
  img { width: 270px; border: 1px solid #c9c3b8; background: #fff; }
  figcaption { font-size: 14px; overflow-wrap: anywhere; }
  body:has(#only:checked) figure:not(:has(.broken)), body:has(#only:checked) section:not(:has(.broken)) { display: none; }
`

/**
 * @param {Drawn} drawn
 * @param {string} language
 * @param {string} mode
 */
function figure({ picture, problems }, language, mode) {
  const file = escape(encodeURIComponent(picture))
  const judged =
    problems.length === 0
      ? 'axe finds nothing; all of it whole, large enough, within reach'
      : problems.map((problem) => `<span class="broken">${escape(problem)}</span>`).join('<br>')
  return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption><b>${escape(
    `${language} · ${mode}`,
  )}</b><br>${judged}</figcaption></figure>`
}

/**
 * Specimens in the order in which they were drawn, each with a row of pictures per language.
 * @param {readonly Drawing[]} drawings
 * @returns {string} HTML
 */
export function galleryPage(drawings) {
  const names = [...new Set(drawings.flatMap(({ found }) => found.map(({ name }) => name)))]
  const languages = [...new Set(drawings.map(({ language }) => language))]
  const all = drawings.flatMap(({ found }) => found)
  const broken = all.filter(({ problems }) => problems.length > 0)
  const rows = (/** @type {string} */ name) =>
    languages.map((language) => {
      const figures = drawings
        .filter((drawing) => drawing.language === language)
        .flatMap(({ mode, found }) =>
          found.filter((drawn) => drawn.name === name).map((drawn) => figure(drawn, language, mode)),
        )
      return `<div class="row">${figures.join('')}</div>`
    })
  const sections = names.map(
    (name) => `<section id="${escape(name)}"><h2>${escape(name)}</h2>${rows(name).join('')}</section>`,
  )
  const links = names.map((name) => `<a href="#${escape(name)}">${escape(name)}</a>`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>PassOnly: every screen, in every language and mode</title>
<style>${style}</style>
<h1>Every screen, in every language and mode</h1>
<p>${all.length} pictures, ${names.length} specimens. <span class="${broken.length > 0 ? 'broken' : ''}">Something is found on ${broken.length}.</span>
<label><input type="checkbox" id="only"> only those</label></p>
<nav>${links.join(' ')}</nav>
${sections.join('\n')}
</html>
`
}
