import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'

/** The page of a hall's own. */
export const hallForm = `<!doctype html><html lang="zh-CN"><title>表单</title><body style="font: 40px sans-serif; padding: 40px">
<h1>大厅自己的页面</h1><p>请填写申请表</p><a id="on" href="/next">下一步</a></body></html>`

export interface HallSite {
  readonly origin: string
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  /** Whether anybody connected to it, to whatever end. */
  readonly connected: () => boolean
  /** What it answers in the place of its usual page. */
  readonly instead: Map<string, string>
  readonly server: Server
}

/** A server on this machine, such as a hall's own, that notes what it is asked. */
export async function hallSite(
  answer: (path: string) => { readonly body?: string; readonly location?: string },
): Promise<HallSite> {
  const asked: HallSite['asked'] = []
  const instead: HallSite['instead'] = new Map()
  let connections = 0
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push({ path, headers: request.headers })
    if (path === '/broken') {
      request.socket.destroy()
      return
    }
    const { body = '', location } = answer(path)
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8'
    const headers = { 'content-type': type, 'set-cookie': 'visit=1' }
    response.writeHead(location === undefined ? 200 : 302, location === undefined ? headers : { location })
    response.end(instead.get(path) ?? body)
  })
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, asked, instead, connected: () => connections > 0, server }
}
