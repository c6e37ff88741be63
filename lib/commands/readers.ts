/** The straight reader of each row. Written by `npm run compiled-rows` from the rows: change those. */
import type { AnyCommand } from './row.js'
import { beforeLength, endOf, isZero, refused, retry, type Maker, type Reader } from './straight.js'
import { unread } from './word.js'

/** What makes the reader of a row out of its fields; a row that is missing here is for the walk. */
export const readers: Readonly<Record<string, Maker<Reader>>> = {
  VerOffer: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      const v1 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan1(text, bytes, p, e); if (v === unread) return refused(f1, bytes, p, e); v1.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'VER', trid: v0, offers: v1 }
    }
  },
  VerNone: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'VER', trid: v0, none: v1 }
    }
  },
  VerChoice: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      const v2 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan2(text, bytes, p, e); if (v === unread) return refused(f2, bytes, p, e); v2.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'VER', trid: v0, dialect: v1, others: v2 }
    }
  },
  Cvr2: (f0, f1, f2, f3, f4, f5, f6) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v6 = scan6(text, bytes, p, e); if (v6 === unread) return refused(f6, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CVR', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6 }
    }
  },
  Cvr4: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v6 = scan6(text, bytes, p, e); if (v6 === unread) return refused(f6, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v7 = scan7(text, bytes, p, e); if (v7 === unread) return refused(f7, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CVR', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6, clientCode: v7 }
    }
  },
  Cvr8: (f0, f1, f2, f3, f4, f5, f6, f7, f8) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan, scan8 = f8.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v6 = scan6(text, bytes, p, e); if (v6 === unread) return refused(f6, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v7 = scan7(text, bytes, p, e); if (v7 === unread) return refused(f7, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v8 = scan8(text, bytes, p, e); if (v8 === unread) return refused(f8, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CVR', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6, clientCode: v7, passport: v8 }
    }
  },
  Cvr21: (f0, f1, f2, f3, f4, f5, f6, f7, f8, f9) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan, scan8 = f8.word.scan, scan9 = f9.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v6 = scan6(text, bytes, p, e); if (v6 === unread) return refused(f6, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v7 = scan7(text, bytes, p, e); if (v7 === unread) return refused(f7, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v8 = scan8(text, bytes, p, e); if (v8 === unread) return refused(f8, bytes, p, e); p = e + 1
      let v9; if (p <= n) { e = endOf(text, p, n); v9 = scan9(text, bytes, p, e); if (v9 !== unread) p = e + 1; else { if (refused(f9, bytes, p, e) === retry) return retry; v9 = undefined } }
      if (p <= n) return undefined
      return v9 === undefined ? { _tag: 'Normal', verb: 'CVR', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6, clientCode: v7, passport: v8 } : { _tag: 'Normal', verb: 'CVR', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6, clientCode: v7, passport: v8, token: v9 }
    }
  },
  CvrReply: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      let v1; if (p <= n) { e = endOf(text, p, n); v1 = scan1(text, bytes, p, e); if (v1 !== unread) p = e + 1; else { if (refused(f1, bytes, p, e) === retry) return retry; v1 = undefined } }
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 !== unread) p = e + 1; else { if (refused(f5, bytes, p, e) === retry) return retry; v5 = undefined } }
      if (p <= n) return undefined
      const command: Record<string, unknown> = { _tag: 'Normal', verb: 'CVR', trid: v0 }
      if (v1 !== undefined) command.recommended = v1
      if (v2 !== undefined) command.alsoRecommended = v2
      if (v3 !== undefined) command.minimum = v3
      if (v4 !== undefined) command.downloadUrl = v4
      if (v5 !== undefined) command.infoUrl = v5
      return command as AnyCommand
    }
  },
  Cvq: (f0, f1, f2, f3, f4, f5, f6, f7, f8) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan, scan8 = f8.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v6 = scan6(text, bytes, p, e); if (v6 === unread) return refused(f6, bytes, p, e); p = e + 1
      let v7; if (p <= n) { e = endOf(text, p, n); v7 = scan7(text, bytes, p, e); if (v7 !== unread) p = e + 1; else { if (refused(f7, bytes, p, e) === retry) return retry; v7 = undefined } }
      let v8; if (p <= n) { e = endOf(text, p, n); v8 = scan8(text, bytes, p, e); if (v8 !== unread) p = e + 1; else { if (refused(f8, bytes, p, e) === retry) return retry; v8 = undefined } }
      if (p <= n) return undefined
      return v7 === undefined ? v8 === undefined ? { _tag: 'Normal', verb: 'CVQ', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6 } : { _tag: 'Normal', verb: 'CVQ', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6, passport: v8 } : v8 === undefined ? { _tag: 'Normal', verb: 'CVQ', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6, clientCode: v7 } : { _tag: 'Normal', verb: 'CVQ', trid: v0, locale: v1, system: v2, systemVersion: v3, processor: v4, client: v5, clientVersion: v6, clientCode: v7, passport: v8 }
    }
  },
  CvqReply: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      let v1; if (p <= n) { e = endOf(text, p, n); v1 = scan1(text, bytes, p, e); if (v1 !== unread) p = e + 1; else { if (refused(f1, bytes, p, e) === retry) return retry; v1 = undefined } }
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 !== unread) p = e + 1; else { if (refused(f5, bytes, p, e) === retry) return retry; v5 = undefined } }
      if (p <= n) return undefined
      const command: Record<string, unknown> = { _tag: 'Normal', verb: 'CVQ', trid: v0 }
      if (v1 !== undefined) command.recommended = v1
      if (v2 !== undefined) command.alsoRecommended = v2
      if (v3 !== undefined) command.minimum = v3
      if (v4 !== undefined) command.downloadUrl = v4
      if (v5 !== undefined) command.infoUrl = v5
      return command as AnyCommand
    }
  },
  XfrRestart: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'XFR', to: v1, restart: v2 }
    }
  },
  XfrUnasked: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      const v3 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan3(text, bytes, p, e); if (v === unread) return refused(f3, bytes, p, e); v3.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'XFR', to: v1, address: v2, more: v3 }
    }
  },
  XfrNs2: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2 }
    }
  },
  XfrNs3: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2 }
    }
  },
  XfrNs7: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      if (p <= n) return undefined
      return v4 === undefined ? { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2 } : { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, current: v4 }
    }
  },
  XfrNs13: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); if (scan4(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2 }
    }
  },
  XfrNs21: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      e = endOf(text, p, n); if (scan4(text, bytes, p, e) === unread) return undefined; p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 !== unread) p = e + 1; else { if (refused(f5, bytes, p, e) === retry) return retry; v5 = undefined } }
      if (p <= n) return undefined
      return v3 === undefined ? v5 === undefined ? { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2 } : { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, token: v5 } : v5 === undefined ? { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, way: v3 } : { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, way: v3, token: v5 }
    }
  },
  XfrSbAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1 }
    }
  },
  XfrSb2: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, cookie: v4 }
    }
  },
  XfrSb13: (f0, f1, f2, f3, f4, f5, f6) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan5(text, bytes, p, e) === unread) return undefined; p = e + 1
      let v6; if (p <= n) { e = endOf(text, p, n); v6 = scan6(text, bytes, p, e); if (v6 !== unread) p = e + 1; else { if (refused(f6, bytes, p, e) === retry) return retry; v6 = undefined } }
      if (p <= n) return undefined
      return v6 === undefined ? { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, cookie: v4 } : { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, cookie: v4, domain: v6 }
    }
  },
  XfrSb14: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan5(text, bytes, p, e) === unread) return undefined; p = e + 1
      let v6; if (p <= n) { e = endOf(text, p, n); v6 = scan6(text, bytes, p, e); if (v6 !== unread) p = e + 1; else { if (refused(f6, bytes, p, e) === retry) return retry; v6 = undefined } }
      let v7; if (p <= n) { e = endOf(text, p, n); v7 = scan7(text, bytes, p, e); if (v7 !== unread) p = e + 1; else { if (refused(f7, bytes, p, e) === retry) return retry; v7 = undefined } }
      if (p <= n) return undefined
      return v6 === undefined ? v7 === undefined ? { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, cookie: v4 } : { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, cookie: v4, flag: v7 } : v7 === undefined ? { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, cookie: v4, domain: v6 } : { _tag: 'Normal', verb: 'XFR', trid: v0, to: v1, address: v2, cookie: v4, domain: v6, flag: v7 }
    }
  },
  Png: () => {
    return (_text, _bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      const p = from
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'PNG' }
    }
  },
  Qng2: () => {
    return (_text, _bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      const p = from
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'QNG' }
    }
  },
  Qng9: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      let v0; if (p <= n) { e = endOf(text, p, n); v0 = scan0(text, bytes, p, e); if (v0 !== unread) p = e + 1; else { if (refused(f0, bytes, p, e) === retry) return retry; v0 = undefined } }
      if (p <= n) return undefined
      return v0 === undefined ? { _tag: 'Async', verb: 'QNG' } : { _tag: 'Async', verb: 'QNG', seconds: v0 }
    }
  },
  OutClient: () => {
    return (_text, _bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      const p = from
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'OUT' }
    }
  },
  OutMaintenance: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'OUT', minutes: v1 }
    }
  },
  OutServer: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      let v0; if (p <= n) { e = endOf(text, p, n); v0 = scan0(text, bytes, p, e); if (v0 !== unread) p = e + 1; else { if (refused(f0, bytes, p, e) === retry) return retry; v0 = undefined } }
      if (p <= n) return undefined
      return v0 === undefined ? { _tag: 'Async', verb: 'OUT' } : { _tag: 'Async', verb: 'OUT', reason: v0 }
    }
  },
  InfAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'INF', trid: v0 }
    }
  },
  Inf: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      const v1 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan1(text, bytes, p, e); if (v === unread) return refused(f1, bytes, p, e); v1.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'INF', trid: v0, packages: v1 }
    }
  },
  UsrCtpStart: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, passport: v3 }
    }
  },
  UsrCtpAsk: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2 }
    }
  },
  UsrCtpAnswer: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, password: v3 }
    }
  },
  UsrMd5Start: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, passport: v3 }
    }
  },
  UsrMd5Challenge: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, challenge: v3 }
    }
  },
  UsrMd5Answer: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, digest: v3 }
    }
  },
  UsrTwnStart: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, passport: v3 }
    }
  },
  UsrTwnChallenge: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, challenge: v3 }
    }
  },
  UsrTwnAnswer: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, ticket: v3 }
    }
  },
  UsrSsoStart: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, passport: v3 }
    }
  },
  UsrSsoChallenge: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, policy: v3, nonce: v4 }
    }
  },
  UsrSsoAnswer15: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      if (p <= n) return undefined
      return v4 === undefined ? { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, ticket: v3 } : { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, ticket: v3, proof: v4 }
    }
  },
  UsrSsoAnswer16: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, ticket: v3, proof: v4, machineGuid: v5 }
    }
  },
  UsrCircle: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, package: v1, step: v2, proof: v3 }
    }
  },
  UsrOk2: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, outcome: v1, passport: v2, name: v3 }
    }
  },
  UsrOk6: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, outcome: v1, passport: v2, name: v3, verified: v4 }
    }
  },
  UsrOk8: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, outcome: v1, passport: v2, name: v3, verified: v4, restricted: v5 }
    }
  },
  UsrOk10: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, outcome: v1, passport: v2, verified: v3, restricted: v4 }
    }
  },
  Sbs: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'SBS', value: v1 }
    }
  },
  Chl: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'CHL', challenge: v1 }
    }
  },
  ChlAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CHL', trid: v0 }
    }
  },
  QryAnswer: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'QRY', trid: v0, clientId: v1, payload }
    }
  },
  Qry: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'QRY', trid: v0 }
    }
  },
  SynAsk2: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SYN', trid: v0, serial: v1 }
    }
  },
  SynAsk10: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SYN', trid: v0, contactsChanged: v1, settingsChanged: v2 }
    }
  },
  Syn2: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SYN', trid: v0, serial: v1 }
    }
  },
  Syn8: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SYN', trid: v0, serial: v1, contacts: v2, groups: v3 }
    }
  },
  Syn10: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SYN', trid: v0, contactsChanged: v1, settingsChanged: v2, contacts: v3, groups: v4 }
    }
  },
  SynCurrent10: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SYN', trid: v0, contactsChanged: v1, settingsChanged: v2 }
    }
  },
  LstAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'LST', trid: v0, list: v1 }
    }
  },
  LsgAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'LSG', trid: v0 }
    }
  },
  Lst2: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v6 = scan6(text, bytes, p, e); if (v6 === unread) return refused(f6, bytes, p, e); p = e + 1
      let v7; if (p <= n) { e = endOf(text, p, n); v7 = scan7(text, bytes, p, e); if (v7 !== unread) p = e + 1; else { if (refused(f7, bytes, p, e) === retry) return retry; v7 = undefined } }
      if (p <= n) return undefined
      return v7 === undefined ? { _tag: 'Normal', verb: 'LST', trid: v0, list: v1, serial: v2, index: v3, total: v4, passport: v5, name: v6 } : { _tag: 'Normal', verb: 'LST', trid: v0, list: v1, serial: v2, index: v3, total: v4, passport: v5, name: v6, groups: v7 }
    }
  },
  LstEmpty2: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); if (scan4(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'LST', trid: v0, list: v1, serial: v2 }
    }
  },
  Lst8: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, name: v1, lists: v2 } : { _tag: 'Async', verb: 'LST', passport: v0, name: v1, lists: v2, groups: v3 }
    }
  },
  Lst10: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      let v1; if (p <= n) { e = endOf(text, p, n); v1 = scan1(text, bytes, p, e); if (v1 !== unread) p = e + 1; else { if (refused(f1, bytes, p, e) === retry) return retry; v1 = undefined } }
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      if (p <= n) return undefined
      return v1 === undefined ? v2 === undefined ? v4 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, lists: v3 } : { _tag: 'Async', verb: 'LST', passport: v0, lists: v3, groups: v4 } : v4 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, contactGuid: v2, lists: v3 } : { _tag: 'Async', verb: 'LST', passport: v0, contactGuid: v2, lists: v3, groups: v4 } : v2 === undefined ? v4 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, name: v1, lists: v3 } : { _tag: 'Async', verb: 'LST', passport: v0, name: v1, lists: v3, groups: v4 } : v4 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, name: v1, contactGuid: v2, lists: v3 } : { _tag: 'Async', verb: 'LST', passport: v0, name: v1, contactGuid: v2, lists: v3, groups: v4 }
    }
  },
  Lst12: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      let v1; if (p <= n) { e = endOf(text, p, n); v1 = scan1(text, bytes, p, e); if (v1 !== unread) p = e + 1; else { if (refused(f1, bytes, p, e) === retry) return retry; v1 = undefined } }
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 !== unread) p = e + 1; else { if (refused(f5, bytes, p, e) === retry) return retry; v5 = undefined } }
      if (p <= n) return undefined
      return v1 === undefined ? v2 === undefined ? v5 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, lists: v3, network: v4 } : { _tag: 'Async', verb: 'LST', passport: v0, lists: v3, network: v4, groups: v5 } : v5 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, contactGuid: v2, lists: v3, network: v4 } : { _tag: 'Async', verb: 'LST', passport: v0, contactGuid: v2, lists: v3, network: v4, groups: v5 } : v2 === undefined ? v5 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, name: v1, lists: v3, network: v4 } : { _tag: 'Async', verb: 'LST', passport: v0, name: v1, lists: v3, network: v4, groups: v5 } : v5 === undefined ? { _tag: 'Async', verb: 'LST', passport: v0, name: v1, contactGuid: v2, lists: v3, network: v4 } : { _tag: 'Async', verb: 'LST', passport: v0, name: v1, contactGuid: v2, lists: v3, network: v4, groups: v5 }
    }
  },
  Lsg7: (f0, f1, f2, f3, f4, f5, f6) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan6(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'LSG', trid: v0, serial: v1, index: v2, total: v3, groupId: v4, name: v5 }
    }
  },
  Lsg8: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan2(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'LSG', groupId: v0, name: v1 }
    }
  },
  Lsg10: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'LSG', name: v0, groupGuid: v1 }
    }
  },
  AddAsk: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      if (p <= n) return undefined
      return v4 === undefined ? { _tag: 'Normal', verb: 'ADD', trid: v0, list: v1, passport: v2, name: v3 } : { _tag: 'Normal', verb: 'ADD', trid: v0, list: v1, passport: v2, name: v3, groupId: v4 }
    }
  },
  AddUnasked: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'ADD', list: v1, serial: v2, passport: v3, name: v4 }
    }
  },
  Add: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 !== unread) p = e + 1; else { if (refused(f5, bytes, p, e) === retry) return retry; v5 = undefined } }
      if (p <= n) return undefined
      return v5 === undefined ? { _tag: 'Normal', verb: 'ADD', trid: v0, list: v1, serial: v2, passport: v3, name: v4 } : { _tag: 'Normal', verb: 'ADD', trid: v0, list: v1, serial: v2, passport: v3, name: v4, groupId: v5 }
    }
  },
  RemAsk2: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Normal', verb: 'REM', trid: v0, list: v1, passport: v2 } : { _tag: 'Normal', verb: 'REM', trid: v0, list: v1, passport: v2, groupId: v3 }
    }
  },
  RemUnasked2: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'REM', list: v1, serial: v2, passport: v3 }
    }
  },
  Rem2: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      if (p <= n) return undefined
      return v4 === undefined ? { _tag: 'Normal', verb: 'REM', trid: v0, list: v1, serial: v2, passport: v3 } : { _tag: 'Normal', verb: 'REM', trid: v0, list: v1, serial: v2, passport: v3, groupId: v4 }
    }
  },
  AdcAsk: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Normal', verb: 'ADC', trid: v0, list: v1, passport: v2 } : { _tag: 'Normal', verb: 'ADC', trid: v0, list: v1, passport: v2, name: v3 }
    }
  },
  AdcUnasked: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Async', verb: 'ADC', list: v1, passport: v2 } : { _tag: 'Async', verb: 'ADC', list: v1, passport: v2, name: v3 }
    }
  },
  Adc: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADC', trid: v0, list: v1, passport: v2, name: v3, contactGuid: v4 }
    }
  },
  AdcOther: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADC', trid: v0, list: v1, passport: v2 }
    }
  },
  AdcGroup: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADC', trid: v0, list: v1, contactGuid: v2, groupGuid: v3 }
    }
  },
  RemFl10: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Normal', verb: 'REM', trid: v0, list: v1, contactGuid: v2 } : { _tag: 'Normal', verb: 'REM', trid: v0, list: v1, contactGuid: v2, groupGuid: v3 }
    }
  },
  RemOther10: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'REM', trid: v0, list: v1, passport: v2 }
    }
  },
  RemUnasked10: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'REM', list: v1, passport: v2 }
    }
  },
  AdgAsk7: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan2(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADG', trid: v0, name: v1 }
    }
  },
  Adg7: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan4(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADG', trid: v0, serial: v1, name: v2, groupId: v3 }
    }
  },
  RmgAsk7: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'RMG', trid: v0, groupId: v1 }
    }
  },
  Rmg7: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'RMG', trid: v0, serial: v1, groupId: v2 }
    }
  },
  RegAsk7: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan3(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'REG', trid: v0, groupId: v1, name: v2 }
    }
  },
  Reg7: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan4(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'REG', trid: v0, serial: v1, groupId: v2, name: v3 }
    }
  },
  AdgAsk10: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADG', trid: v0, name: v1 }
    }
  },
  Adg10: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADG', trid: v0, name: v1, groupGuid: v2 }
    }
  },
  RmgAsk10: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'RMG', trid: v0, group: v1 }
    }
  },
  Rmg10: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'RMG', trid: v0, groupGuid: v1 }
    }
  },
  Reg10: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'REG', trid: v0, groupGuid: v1, name: v2 }
    }
  },
  AdlAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'ADL', trid: v0, payload }
    }
  },
  AdlOk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ADL', trid: v0, outcome: v1 }
    }
  },
  Adl: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'ADL', payload }
    }
  },
  RmlAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'RML', trid: v0, payload }
    }
  },
  RmlOk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'RML', trid: v0, outcome: v1 }
    }
  },
  Rml: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'RML', payload }
    }
  },
  Fqy: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'FQY', trid: v0, payload }
    }
  },
  GtcAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'GTC', trid: v0, setting: v1 }
    }
  },
  Gtc2: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'GTC', trid: v0, serial: v1, setting: v2 }
    }
  },
  Gtc10: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'GTC', trid: v0, setting: v1 }
    }
  },
  GtcListed: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'GTC', setting: v0 }
    }
  },
  BlpAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'BLP', trid: v0, setting: v1 }
    }
  },
  Blp2: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'BLP', trid: v0, serial: v1, setting: v2 }
    }
  },
  Blp10: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'BLP', trid: v0, setting: v1 }
    }
  },
  BlpListed: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'BLP', setting: v0 }
    }
  },
  PrpAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      return retry
    }
  },
  Prp5: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      return retry
    }
  },
  Prp10: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      return retry
    }
  },
  PrpListed5: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      return retry
    }
  },
  Bpr5: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      return retry
    }
  },
  Bpr10: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      return retry
    }
  },
  ReaAsk: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'REA', trid: v0, passport: v1, name: v2 }
    }
  },
  Rea: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'REA', trid: v0, serial: v1, passport: v2, name: v3 }
    }
  },
  Sbp: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      return retry
    }
  },
  ImsAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'IMS', trid: v0, setting: v1 }
    }
  },
  Ims: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'IMS', trid: v0, serial: v1, setting: v2 }
    }
  },
  ChgForced: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'CHG', status: v1 }
    }
  },
  Chg2: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CHG', trid: v0, status: v1 }
    }
  },
  Chg8: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CHG', trid: v0, status: v1, capabilities: v2 }
    }
  },
  Chg9: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v3 = undefined } p = e + 1 }
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Normal', verb: 'CHG', trid: v0, status: v1, capabilities: v2 } : { _tag: 'Normal', verb: 'CHG', trid: v0, status: v1, capabilities: v2, object: v3 }
    }
  },
  Chg16: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p > n) return retry
      e = endOf(text, p, n); let v3 = scan3(text, bytes, p, e); if (v3 === unread) { if (!isZero(bytes, p, e)) return retry; v3 = undefined } p = e + 1
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Normal', verb: 'CHG', trid: v0, status: v1, capabilities: v2 } : { _tag: 'Normal', verb: 'CHG', trid: v0, status: v1, capabilities: v2, object: v3 }
    }
  },
  Iln2: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, name: v3 }
    }
  },
  Iln8: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, name: v3, capabilities: v4 }
    }
  },
  Iln9: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v5 = undefined } p = e + 1 }
      if (p <= n) return undefined
      return v5 === undefined ? { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, name: v3, capabilities: v4 } : { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, name: v3, capabilities: v4, object: v5 }
    }
  },
  Iln14: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      let v6; if (p <= n) { e = endOf(text, p, n); v6 = scan6(text, bytes, p, e); if (v6 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v6 = undefined } p = e + 1 }
      let v7; if (p <= n) { e = endOf(text, p, n); v7 = scan7(text, bytes, p, e); if (v7 !== unread) p = e + 1; else { if (refused(f7, bytes, p, e) === retry) return retry; v7 = undefined } }
      if (p <= n) return undefined
      return v6 === undefined ? v7 === undefined ? { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5 } : { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5, iconUrl: v7 } : v7 === undefined ? { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5, object: v6 } : { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5, object: v6, iconUrl: v7 }
    }
  },
  Iln16: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      let v6; if (p <= n) { e = endOf(text, p, n); v6 = scan6(text, bytes, p, e); if (v6 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v6 = undefined } p = e + 1 }
      let v7; if (p <= n) { e = endOf(text, p, n); v7 = scan7(text, bytes, p, e); if (v7 !== unread) p = e + 1; else { if (refused(f7, bytes, p, e) === retry) return retry; v7 = undefined } }
      if (p <= n) return undefined
      return v6 === undefined ? v7 === undefined ? { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5 } : { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5, iconUrl: v7 } : v7 === undefined ? { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5, object: v6 } : { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, passport: v2, network: v3, name: v4, capabilities: v5, object: v6, iconUrl: v7 }
    }
  },
  Iln18: (f0, f1, f2, f3, f4, f5, f6) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v5 = undefined } p = e + 1 }
      let v6; if (p <= n) { e = endOf(text, p, n); v6 = scan6(text, bytes, p, e); if (v6 !== unread) p = e + 1; else { if (refused(f6, bytes, p, e) === retry) return retry; v6 = undefined } }
      if (p <= n) return undefined
      return v5 === undefined ? v6 === undefined ? { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, contact: v2, name: v3, capabilities: v4 } : { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, contact: v2, name: v3, capabilities: v4, iconUrl: v6 } : v6 === undefined ? { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, contact: v2, name: v3, capabilities: v4, object: v5 } : { _tag: 'Normal', verb: 'ILN', trid: v0, status: v1, contact: v2, name: v3, capabilities: v4, object: v5, iconUrl: v6 }
    }
  },
  Nln2: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, name: v2 }
    }
  },
  Nln8: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, name: v2, capabilities: v3 }
    }
  },
  Nln9: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v4 = undefined } p = e + 1 }
      if (p <= n) return undefined
      return v4 === undefined ? { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, name: v2, capabilities: v3 } : { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, name: v2, capabilities: v3, object: v4 }
    }
  },
  Nln14: (f0, f1, f2, f3, f4, f5, f6) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v5 = undefined } p = e + 1 }
      let v6; if (p <= n) { e = endOf(text, p, n); v6 = scan6(text, bytes, p, e); if (v6 !== unread) p = e + 1; else { if (refused(f6, bytes, p, e) === retry) return retry; v6 = undefined } }
      if (p <= n) return undefined
      return v5 === undefined ? v6 === undefined ? { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4 } : { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4, iconUrl: v6 } : v6 === undefined ? { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4, object: v5 } : { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4, object: v5, iconUrl: v6 }
    }
  },
  Nln16: (f0, f1, f2, f3, f4, f5, f6) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v5 = undefined } p = e + 1 }
      let v6; if (p <= n) { e = endOf(text, p, n); v6 = scan6(text, bytes, p, e); if (v6 !== unread) p = e + 1; else { if (refused(f6, bytes, p, e) === retry) return retry; v6 = undefined } }
      if (p <= n) return undefined
      return v5 === undefined ? v6 === undefined ? { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4 } : { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4, iconUrl: v6 } : v6 === undefined ? { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4, object: v5 } : { _tag: 'Async', verb: 'NLN', status: v0, passport: v1, network: v2, name: v3, capabilities: v4, object: v5, iconUrl: v6 }
    }
  },
  Nln18: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 === unread) { if (e === n || !isZero(bytes, p, e)) return retry; v4 = undefined } p = e + 1 }
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 !== unread) p = e + 1; else { if (refused(f5, bytes, p, e) === retry) return retry; v5 = undefined } }
      if (p <= n) return undefined
      return v4 === undefined ? v5 === undefined ? { _tag: 'Async', verb: 'NLN', status: v0, contact: v1, name: v2, capabilities: v3 } : { _tag: 'Async', verb: 'NLN', status: v0, contact: v1, name: v2, capabilities: v3, iconUrl: v5 } : v5 === undefined ? { _tag: 'Async', verb: 'NLN', status: v0, contact: v1, name: v2, capabilities: v3, object: v4 } : { _tag: 'Async', verb: 'NLN', status: v0, contact: v1, name: v2, capabilities: v3, object: v4, iconUrl: v5 }
    }
  },
  Fln2: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'FLN', passport: v0 }
    }
  },
  Fln14: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      if (p <= n) return undefined
      return v2 === undefined ? v3 === undefined ? { _tag: 'Async', verb: 'FLN', passport: v0, network: v1 } : { _tag: 'Async', verb: 'FLN', passport: v0, network: v1, iconUrl: v3 } : v3 === undefined ? { _tag: 'Async', verb: 'FLN', passport: v0, network: v1, capabilities: v2 } : { _tag: 'Async', verb: 'FLN', passport: v0, network: v1, capabilities: v2, iconUrl: v3 }
    }
  },
  Fln16: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      if (p <= n) return undefined
      return v2 === undefined ? { _tag: 'Async', verb: 'FLN', passport: v0, network: v1 } : { _tag: 'Async', verb: 'FLN', passport: v0, network: v1, capabilities: v2 }
    }
  },
  Fln18: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      let v1; if (p <= n) { e = endOf(text, p, n); v1 = scan1(text, bytes, p, e); if (v1 !== unread) p = e + 1; else { if (refused(f1, bytes, p, e) === retry) return retry; v1 = undefined } }
      if (p <= n) return undefined
      return v1 === undefined ? { _tag: 'Async', verb: 'FLN', contact: v0 } : { _tag: 'Async', verb: 'FLN', contact: v0, capabilities: v1 }
    }
  },
  UuxAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UUX', trid: v0, payload }
    }
  },
  Uux: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return retry
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UUX', trid: v0, payload }
    }
  },
  Ubx11: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UBX', passport: v0, payload }
    }
  },
  Ubx14: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UBX', passport: v0, network: v1, payload }
    }
  },
  Ubx18: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UBX', contact: v0, payload }
    }
  },
  MsgNotice: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'MSG', sender: v0, name: v1, payload }
    }
  },
  Not: () => {
    return (_text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      const p = from
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'NOT', payload }
    }
  },
  NotClient: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'NOT', trid: v0, payload }
    }
  },
  Ipg: () => {
    return (_text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      const p = from
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'IPG', payload }
    }
  },
  PagAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'PAG', trid: v0, passport: v1, payload }
    }
  },
  Pag: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'PAG', trid: v0, passport: v1, payload }
    }
  },
  PgdAsk: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'PGD', trid: v0, to: v1, type: v2, payload }
    }
  },
  Pgd: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      const v1 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan1(text, bytes, p, e); if (v === unread) return refused(f1, bytes, p, e); v1.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'PGD', trid: v0, more: v1 }
    }
  },
  GcfAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'GCF', trid: v0, file: v1 }
    }
  },
  GcfPush: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); if (scan0(text, bytes, p, e) === unread) return undefined; p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'GCF', payload }
    }
  },
  Gcf: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'GCF', trid: v0, file: v1, payload }
    }
  },
  UrlAsk: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      const v2 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan2(text, bytes, p, e); if (v === unread) return refused(f2, bytes, p, e); v2.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'URL', trid: v0, service: v1, arguments: v2 }
    }
  },
  Url2: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      if (p <= n) return undefined
      return v3 === undefined ? { _tag: 'Normal', verb: 'URL', trid: v0, path: v1, postUrl: v2 } : { _tag: 'Normal', verb: 'URL', trid: v0, path: v1, postUrl: v2, siteId: v3 }
    }
  },
  Url3: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'URL', trid: v0, path: v1, postUrl: v2, siteId: v3 }
    }
  },
  SndAsk: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      let v3; if (p <= n) { e = endOf(text, p, n); v3 = scan3(text, bytes, p, e); if (v3 !== unread) p = e + 1; else { if (refused(f3, bytes, p, e) === retry) return retry; v3 = undefined } }
      let v4; if (p <= n) { e = endOf(text, p, n); v4 = scan4(text, bytes, p, e); if (v4 !== unread) p = e + 1; else { if (refused(f4, bytes, p, e) === retry) return retry; v4 = undefined } }
      if (p <= n) return undefined
      return v2 === undefined ? v3 === undefined ? v4 === undefined ? { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1 } : { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1, clientCode: v4 } : v4 === undefined ? { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1, client: v3 } : { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1, client: v3, clientCode: v4 } : v3 === undefined ? v4 === undefined ? { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1, locale: v2 } : { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1, locale: v2, clientCode: v4 } : v4 === undefined ? { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1, locale: v2, client: v3 } : { _tag: 'Normal', verb: 'SND', trid: v0, passport: v1, locale: v2, client: v3, clientCode: v4 }
    }
  },
  Snd: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SND', trid: v0, outcome: v1 }
    }
  },
  SdcAsk: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan5(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); if (scan6(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v7 = scan7(text, bytes, p, e); if (v7 === unread) return refused(f7, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'SDC', trid: v0, passport: v1, locale: v2, client: v3, clientCode: v4, name: v7, payload }
    }
  },
  Sdc: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'SDC', trid: v0, outcome: v1 }
    }
  },
  FndAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      const v1 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan1(text, bytes, p, e); if (v === unread) return refused(f1, bytes, p, e); v1.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'FND', trid: v0, criteria: v1 }
    }
  },
  Fnd: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      const v3 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan3(text, bytes, p, e); if (v === unread) return refused(f3, bytes, p, e); v3.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'FND', trid: v0, index: v1, total: v2, criteria: v3 }
    }
  },
  UunAsk: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UUN', trid: v0, to: v1, type: v2, payload }
    }
  },
  Uun: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'UUN', trid: v0, outcome: v1 }
    }
  },
  Ubn: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UBN', sender: v0, type: v1, payload }
    }
  },
  Uum: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UUM', trid: v0, passport: v1, network: v2, type: v3, payload }
    }
  },
  Ubm: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UBM', passport: v0, network: v1, to: v2, toNetwork: v3, type: v4, payload }
    }
  },
  UbmShort: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'UBM', passport: v0, network: v1, type: v2, payload }
    }
  },
  Rfs: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      const v0 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan0(text, bytes, p, e); if (v === unread) return refused(f0, bytes, p, e); v0.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'RFS', more: v0 }
    }
  },
  Lkp: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      const v1 = []
      while (p <= n) { e = endOf(text, p, n); const v = scan1(text, bytes, p, e); if (v === unread) return refused(f1, bytes, p, e); v1.push(v); p = e + 1 }
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'LKP', trid: v0, more: v1 }
    }
  },
  Vas: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'VAS', trid: v0, passport: v1, first: v2, second: v3, payload }
    }
  },
  PutAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'PUT', trid: v0, payload }
    }
  },
  Put: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return retry
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'PUT', trid: v0, outcome: v1, payload }
    }
  },
  DelAsk: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'DEL', trid: v0, payload }
    }
  },
  Del: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return retry
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'DEL', trid: v0, outcome: v1, payload }
    }
  },
  Nfy: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'NFY', operation: v0, payload }
    }
  },
  Sdg: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'SDG', trid: v0, payload }
    }
  },
  Rng2: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan2(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'RNG', sessionId: v0, address: v1, cookie: v3, passport: v4, name: v5 }
    }
  },
  Rng13: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan2(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan6(text, bytes, p, e) === unread) return undefined; p = e + 1
      let v7; if (p <= n) { e = endOf(text, p, n); v7 = scan7(text, bytes, p, e); if (v7 !== unread) p = e + 1; else { if (refused(f7, bytes, p, e) === retry) return retry; v7 = undefined } }
      if (p <= n) return undefined
      return v7 === undefined ? { _tag: 'Async', verb: 'RNG', sessionId: v0, address: v1, cookie: v3, passport: v4, name: v5 } : { _tag: 'Async', verb: 'RNG', sessionId: v0, address: v1, cookie: v3, passport: v4, name: v5, domain: v7 }
    }
  },
  Rng14: (f0, f1, f2, f3, f4, f5, f6, f7, f8) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan, scan6 = f6.word.scan, scan7 = f7.word.scan, scan8 = f8.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan2(text, bytes, p, e) === unread) return undefined; p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      e = endOf(text, p, n); if (scan6(text, bytes, p, e) === unread) return undefined; p = e + 1
      let v7; if (p <= n) { e = endOf(text, p, n); v7 = scan7(text, bytes, p, e); if (v7 !== unread) p = e + 1; else { if (refused(f7, bytes, p, e) === retry) return retry; v7 = undefined } }
      let v8; if (p <= n) { e = endOf(text, p, n); v8 = scan8(text, bytes, p, e); if (v8 !== unread) p = e + 1; else { if (refused(f8, bytes, p, e) === retry) return retry; v8 = undefined } }
      if (p <= n) return undefined
      return v7 === undefined ? v8 === undefined ? { _tag: 'Async', verb: 'RNG', sessionId: v0, address: v1, cookie: v3, passport: v4, name: v5 } : { _tag: 'Async', verb: 'RNG', sessionId: v0, address: v1, cookie: v3, passport: v4, name: v5, flag: v8 } : v8 === undefined ? { _tag: 'Async', verb: 'RNG', sessionId: v0, address: v1, cookie: v3, passport: v4, name: v5, domain: v7 } : { _tag: 'Async', verb: 'RNG', sessionId: v0, address: v1, cookie: v3, passport: v4, name: v5, domain: v7, flag: v8 }
    }
  },
  Usr2: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, passport: v1, cookie: v2 }
    }
  },
  Usr16: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, endpoint: v1, cookie: v2 }
    }
  },
  UsrEntered2: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, outcome: v1, passport: v2, name: v3 }
    }
  },
  UsrEntered16: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'USR', trid: v0, outcome: v1, endpoint: v2, name: v3 }
    }
  },
  CalAsk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CAL', trid: v0, passport: v1 }
    }
  },
  Cal: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'CAL', trid: v0, outcome: v1, sessionId: v2 }
    }
  },
  Ans2: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ANS', trid: v0, passport: v1, cookie: v2, sessionId: v3 }
    }
  },
  Ans16: (f0, f1, f2, f3) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ANS', trid: v0, endpoint: v1, cookie: v2, sessionId: v3 }
    }
  },
  AnsOk: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ANS', trid: v0, outcome: v1 }
    }
  },
  Iro2: (f0, f1, f2, f3, f4) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'IRO', trid: v0, index: v1, total: v2, passport: v3, name: v4 }
    }
  },
  Iro12: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      let v5; if (p <= n) { e = endOf(text, p, n); v5 = scan5(text, bytes, p, e); if (v5 !== unread) p = e + 1; else { if (refused(f5, bytes, p, e) === retry) return retry; v5 = undefined } }
      if (p <= n) return undefined
      return v5 === undefined ? { _tag: 'Normal', verb: 'IRO', trid: v0, index: v1, total: v2, passport: v3, name: v4 } : { _tag: 'Normal', verb: 'IRO', trid: v0, index: v1, total: v2, passport: v3, name: v4, capabilities: v5 }
    }
  },
  Iro16: (f0, f1, f2, f3, f4, f5) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan, scan3 = f3.word.scan, scan4 = f4.word.scan, scan5 = f5.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v3 = scan3(text, bytes, p, e); if (v3 === unread) return refused(f3, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v4 = scan4(text, bytes, p, e); if (v4 === unread) return refused(f4, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v5 = scan5(text, bytes, p, e); if (v5 === unread) return refused(f5, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'IRO', trid: v0, index: v1, total: v2, endpoint: v3, name: v4, capabilities: v5 }
    }
  },
  Joi2: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'JOI', passport: v0, name: v1 }
    }
  },
  Joi12: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      let v2; if (p <= n) { e = endOf(text, p, n); v2 = scan2(text, bytes, p, e); if (v2 !== unread) p = e + 1; else { if (refused(f2, bytes, p, e) === retry) return retry; v2 = undefined } }
      if (p <= n) return undefined
      return v2 === undefined ? { _tag: 'Async', verb: 'JOI', passport: v0, name: v1 } : { _tag: 'Async', verb: 'JOI', passport: v0, name: v1, capabilities: v2 }
    }
  },
  Joi16: (f0, f1, f2) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan, scan2 = f2.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v2 = scan2(text, bytes, p, e); if (v2 === unread) return refused(f2, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Async', verb: 'JOI', endpoint: v0, name: v1, capabilities: v2 }
    }
  },
  MsgSend: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'MSG', trid: v0, ack: v1, payload }
    }
  },
  Msg2: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'MSG', passport: v0, name: v1, payload }
    }
  },
  Msg16: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload === undefined) return undefined
      const n = beforeLength(bytes, from, end); if (n === undefined) return retry
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      e = endOf(text, p, n); const v1 = scan1(text, bytes, p, e); if (v1 === unread) return refused(f1, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Payload', verb: 'MSG', endpoint: v0, name: v1, payload }
    }
  },
  Ack: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'ACK', trid: v0 }
    }
  },
  Nak: (f0) => {
    const scan0 = f0.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      if (p <= n) return undefined
      return { _tag: 'Normal', verb: 'NAK', trid: v0 }
    }
  },
  Bye2: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      let v1; if (p <= n) { e = endOf(text, p, n); v1 = scan1(text, bytes, p, e); if (v1 !== unread) p = e + 1; else { if (refused(f1, bytes, p, e) === retry) return retry; v1 = undefined } }
      if (p <= n) return undefined
      return v1 === undefined ? { _tag: 'Async', verb: 'BYE', passport: v0 } : { _tag: 'Async', verb: 'BYE', passport: v0, idle: v1 }
    }
  },
  Bye16: (f0, f1) => {
    const scan0 = f0.word.scan, scan1 = f1.word.scan
    return (text, bytes, from, end, payload) => {
      if (payload !== undefined && payload.length > 0) return undefined
      const n = end
      let p = from, e = 0
      e = endOf(text, p, n); const v0 = scan0(text, bytes, p, e); if (v0 === unread) return refused(f0, bytes, p, e); p = e + 1
      let v1; if (p <= n) { e = endOf(text, p, n); v1 = scan1(text, bytes, p, e); if (v1 !== unread) p = e + 1; else { if (refused(f1, bytes, p, e) === retry) return retry; v1 = undefined } }
      if (p <= n) return undefined
      return v1 === undefined ? { _tag: 'Async', verb: 'BYE', endpoint: v0 } : { _tag: 'Async', verb: 'BYE', endpoint: v0, idle: v1 }
    }
  },
}
