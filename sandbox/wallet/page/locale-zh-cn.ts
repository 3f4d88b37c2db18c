/** What the wallet's page says, in simplified Chinese. The other languages have the same members. */
export const zhCN = {
  title: '网络身份认证',
  test: '测试环境 · 人物均为虚构',
  otherLanguage: 'English',
  citizens: '选择要扮演的人',
  networkNumber: '网号',
  codeLabel: '网证二维码',
  help: '请把二维码对准自助机的扫码口',
  remaining: (seconds: number) => `${seconds} 秒后失效`,
  fresh: '换一个新码',
  used: '已使用',
  usedNote: '核验通过，请看自助机屏幕',
  expired: '已过期',
  expiredNote: '点此刷新',
  history: '最近的核验',
  noHistory: '还没有核验记录',
  pass: '通过',
  fail: '不通过',
  causes: {
    'code-expired': '二维码已超过 60 秒，请换一个新码再试',
    'code-used': '这个二维码已经用过，请换一个新码再试',
    'code-unknown': '这不是您的二维码',
    'factor-missing': '这项业务还要在手机上输入口令或刷脸',
    'card-unknown': '登记中没有这张证件',
    'card-lost': '这张证件已经挂失；如已找回，请到发证机关解除挂失',
    'card-expired': '这张证件已过有效期，请到发证机关换领',
    'card-not-yet-valid': '这张证件还没到有效期的起始日',
  },
  advice: ['二维码 60 秒内有效，只能用一次。', '请不要截图发给别人。'],
  unreachable: '暂时连不上测试服务，正在重新连接…',
}

export type WalletTexts = typeof zhCN
