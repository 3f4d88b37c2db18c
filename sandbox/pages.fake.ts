import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Pages in the form of the built ones, with nothing in them, and a folder for the sandbox to keep things in.
 * @param pages where to put the pages; by default below `root`
 * @returns `root` is to be removed afterwards
 */
export async function emptyPages(pages?: string): Promise<{ root: string; folder: string; pages: string }> {
  const root = await mkdtemp(path.join(tmpdir(), 'sandbox-'))
  const target = pages ?? path.join(root, 'web')
  await mkdir(path.join(target, 'assets'), { recursive: true })
  await writeFile(path.join(target, 'assets', 'page.js'), 'export {}\n')
  for (const name of ['wallet', 'bench', 'four-sides', 'relying-party']) {
    await mkdir(path.join(target, name))
    await writeFile(path.join(target, name, 'index.html'), `<!doctype html><title>${name}</title>`)
  }
  return { root, folder: path.join(root, 'kept'), pages: target }
}
