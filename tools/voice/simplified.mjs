// @ts-check
/**
 * Traditional characters of our texts and of halls' words, each followed by its simplified one. The dictionary of phrases
 * that chooses between readings is of simplified ones; what is missing here is read as it is by itself.
 */
const pairs = [
  '並并 併并 來来 個个 們们 備备 傳传 儲储 內内 兩两 別别 刪删 剛刚 動动 務务 區区 協协 員员 問问 啟启 單单 嗎吗 國国 圖图 場场 壞坏 實实 寫写 將将 對对 屬属 帶带 幾几 張张',
  '從从 態态 憑凭 掃扫 換换 損损 擇择 數数 時时 暫暂 會会 東东 樓楼 樣样 機机 權权 歲岁 決决 沒没 測测 準准 滿满 為为 無无 獨独 現现 環环 產产 當当 發发 監监 確确 碼码 稅税',
  '種种 積积 穩稳 簽签 紀纪 紋纹 細细 結结 絡络 給给 經经 維维 網网 緊紧 緒绪 編编 繳缴 繼继 續续 聯联 職职 聽听 臉脸 與与 藍蓝 處处 號号 裏里 裡里 補补 製制 複复 規规 計计',
  '記记 設设 註注 詢询 試试 話话 該该 詳详 認认 語语 說说 誰谁 請请 論论 諮咨 證证 護护 讀读 資资 輸输 辦办 這这 過过 選选 遺遗 還还 釋释 銷销 錄录 鍵键 鐘钟 長长 開开 間间',
  '閱阅 關关 隨随 離离 電电 響响 頁页 項项 須须 領领 題题 額额 願愿 顯显 餘余 驗验 體体 麼么 點点 齡龄 後后 買买 賣卖 車车 門门 馬马 鳥鸟 魚鱼 書书 畫画 學学 習习 醫医 藥药',
  '療疗 險险 養养 殘残 婦妇 嬰婴 兒儿 戶户 遷迁 轉转 農农 業业 營营 執执 駕驾 駛驶 罰罚 納纳 貸贷 銀银 錢钱 費费 價价 貨货 進进 運运 達达 邊边 遠远 廳厅 廣广 廠厂 應应 慶庆',
  '樂乐 縣县 鄉乡 鎮镇 陽阳 陰阴 雲云 陝陕 寧宁 蘇苏 滬沪 貴贵 灣湾 臺台 總总 統统 組组 織织 級级 約约 終终 線线 練练 紅红 綠绿 黃黄 舊旧 報报 導导 專专 層层 歷历 歸归 氣气',
  '漢汉 濟济 災灾 爾尔 狀状 獎奖 畢毕 異异 盡尽 礎础 禮礼 稱称 競竞 節节 範范 築筑 簡简 類类 繫系 罷罢 義义 聖圣 聲声 腦脑 臨临 舉举 興兴 艙舱 薦荐 虛虚 蟲虫 術术 衛卫 裝装',
  '覺觉 覽览 觀观 訂订 訊讯 討讨 訓训 託托 許许 訴诉 評评 詞词 課课 調调 談谈 謝谢 識识 議议 譯译 讓让 豐丰 貢贡 財财 貧贫 責责 貼贴 賠赔 質质 購购 贈赠 軍军 軌轨 軟软 較较',
  '輔辅 輕轻 輛辆 適适 遞递 郵邮 鄰邻 釘钉 針针 鋪铺 錯错 鎖锁 鏡镜 鐵铁 閉闭 陳陈 陸陆 隊队 際际 隱隐 難难 雙双 雜杂 靜静 頂顶 順顺 預预 頭头 頻频 顧顾 風风 飛飞 飯饭 館馆',
  '騎骑 騙骗 驚惊 鮮鲜 麗丽 齊齐 齒齿 櫃柜 檯台 籤签 勞劳 參参 憶忆 擔担 據据 撥拨 擊击 擴扩 攝摄 敵敌 暢畅 標标 橋桥 檢检 欄栏 歡欢 殺杀 殼壳 減减 溝沟 滅灭 漲涨 潔洁 燈灯',
  '煩烦 獻献 瑪玛 畝亩 礙碍 禦御 窮穷 糧粮 絕绝 絲丝 緣缘 縮缩 繪绘 聰聪 膚肤 艱艰 蓋盖 蘭兰 螢萤 變变 視视 親亲',
]

/** @type {ReadonlyMap<string, string>} */
const simplified = new Map(
  pairs.flatMap((line) => line.split(' ')).map((pair) => [pair.charAt(0), pair.charAt(1)]),
)

/** A text with its traditional characters in their simplified form. @param {string} text */
export function simplify(text) {
  return text.replaceAll(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character)
}
