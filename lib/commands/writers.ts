/** The straight writer of each row. Written by `npm run compiled-rows` from the rows: change those. */
import { isBytes } from '../wire/bytes.js'
import { countOf, gap, type Maker, type Writer } from './straight.js'
import { putNumber, putText, unput } from './word.js'

/** What makes the writer of a row out of its fields; a row that is missing here is for the walk. */
export const writers: Readonly<Record<string, Maker<Writer>>> = {
  VerOffer: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('VER', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.offers)) return unput
      for (const v of c.offers) { at = put1(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  VerNone: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('VER', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.none, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  VerChoice: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('VER', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.dialect, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.others)) return unput
      for (const v of c.others) { at = put2(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  Cvr2: (f0, f1, f2, f3, f4, f5, f6) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put
    return (c, bytes, at) => {
      at = putText('CVR', bytes, at)
      const count = 9
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.locale, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.system, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.systemVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.processor, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.client, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put6(c.clientVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Cvr4: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put, put7 = f7.word.put
    return (c, bytes, at) => {
      at = putText('CVR', bytes, at)
      const count = 10
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.locale, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.system, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.systemVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.processor, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.client, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put6(c.clientVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put7(c.clientCode, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Cvr8: (f0, f1, f2, f3, f4, f5, f6, f7, f8) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put, put7 = f7.word.put, put8 = f8.word.put
    return (c, bytes, at) => {
      at = putText('CVR', bytes, at)
      const count = 11
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.locale, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.system, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.systemVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.processor, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.client, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put6(c.clientVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put7(c.clientCode, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put8(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Cvr21: (f0, f1, f2, f3, f4, f5, f6, f7, f8, f9) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put, put7 = f7.word.put, put8 = f8.word.put, put9 = f9.word.put
    return (c, bytes, at) => {
      at = putText('CVR', bytes, at)
      let count = 11
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.locale, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.system, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.systemVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.processor, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.client, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put6(c.clientVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put7(c.clientCode, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put8(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.token !== undefined) { at = put9(c.token, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  CvrReply: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('CVR', bytes, at)
      let count = 3
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.recommended === undefined) left = true; else { at = put1(c.recommended, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.alsoRecommended === undefined) left = true; else { if (left) return unput; at = put2(c.alsoRecommended, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.minimum === undefined) left = true; else { if (left) return unput; at = put3(c.minimum, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.downloadUrl === undefined) left = true; else { if (left) return unput; at = put4(c.downloadUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.infoUrl === undefined) left = true; else { if (left) return unput; at = put5(c.infoUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Cvq: (f0, f1, f2, f3, f4, f5, f6, f7, f8) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put, put7 = f7.word.put, put8 = f8.word.put
    return (c, bytes, at) => {
      at = putText('CVQ', bytes, at)
      let count = 9
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.locale, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.system, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.systemVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.processor, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.client, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put6(c.clientVersion, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.clientCode === undefined) left = true; else { at = put7(c.clientCode, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.passport === undefined) left = true; else { if (left) return unput; at = put8(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  CvqReply: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('CVQ', bytes, at)
      let count = 3
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.recommended === undefined) left = true; else { at = put1(c.recommended, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.alsoRecommended === undefined) left = true; else { if (left) return unput; at = put2(c.alsoRecommended, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.minimum === undefined) left = true; else { if (left) return unput; at = put3(c.minimum, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.downloadUrl === undefined) left = true; else { if (left) return unput; at = put4(c.downloadUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.infoUrl === undefined) left = true; else { if (left) return unput; at = put5(c.infoUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  XfrRestart: (_f0, f1, f2) => {
    const put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      const count = 4
      at = putText(' 0', bytes, at)
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.restart, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  XfrUnasked: (_f0, f1, f2, f3) => {
    const put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      const count = 5
      at = putText(' 0', bytes, at)
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.more)) return unput
      for (const v of c.more) { at = put3(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  XfrNs2: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  XfrNs3: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  XfrNs7: (f0, f1, f2, _f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      let count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      if (c.current !== undefined) { at = put4(c.current, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  XfrNs13: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' U', bytes, at)
      at = putText(' D', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  XfrNs21: (f0, f1, f2, f3, _f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      let count = 5
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.way === undefined) left = true; else { at = put3(c.way, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      at = putText(' D', bytes, at)
      if (c.token === undefined) left = true; else { if (left) return unput; at = put5(c.token, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  XfrSbAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  XfrSb2: (f0, f1, f2, _f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' CKI', bytes, at)
      at = put4(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  XfrSb13: (f0, f1, f2, _f3, f4, _f5, f6) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put4 = f4.word.put, put6 = f6.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' CKI', bytes, at)
      at = put4(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' U', bytes, at)
      if (c.domain !== undefined) { at = put6(c.domain, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  XfrSb14: (f0, f1, f2, _f3, f4, _f5, f6, f7) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put4 = f4.word.put, put6 = f6.word.put, put7 = f7.word.put
    return (c, bytes, at) => {
      at = putText('XFR', bytes, at)
      let count = 6
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' CKI', bytes, at)
      at = put4(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' U', bytes, at)
      if (c.domain === undefined) left = true; else { at = put6(c.domain, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.flag === undefined) left = true; else { if (left) return unput; at = put7(c.flag, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Png: () => {
    return (c, bytes, at) => {
      at = putText('PNG', bytes, at)
      const count = 2
      return countOf(c) === count ? at : unput
    }
  },
  Qng2: () => {
    return (c, bytes, at) => {
      at = putText('QNG', bytes, at)
      const count = 2
      return countOf(c) === count ? at : unput
    }
  },
  Qng9: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('QNG', bytes, at)
      let count = 2
      if (c.seconds !== undefined) { at = put0(c.seconds, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  OutClient: () => {
    return (c, bytes, at) => {
      at = putText('OUT', bytes, at)
      const count = 2
      return countOf(c) === count ? at : unput
    }
  },
  OutMaintenance: (_f0, f1) => {
    const put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('OUT', bytes, at)
      const count = 3
      at = putText(' RCT', bytes, at)
      at = put1(c.minutes, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  OutServer: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('OUT', bytes, at)
      let count = 2
      if (c.reason !== undefined) { at = put0(c.reason, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  InfAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('INF', bytes, at)
      const count = 3
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Inf: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('INF', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.packages)) return unput
      for (const v of c.packages) { at = put1(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  UsrCtpStart: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrCtpAsk: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrCtpAnswer: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.password, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrMd5Start: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrMd5Challenge: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.challenge, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrMd5Answer: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.digest, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrTwnStart: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrTwnChallenge: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.challenge, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrTwnAnswer: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.ticket, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrSsoStart: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrSsoChallenge: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.policy, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.nonce, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrSsoAnswer15: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.ticket, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.proof !== undefined) { at = put4(c.proof, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  UsrSsoAnswer16: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 8
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.ticket, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.proof, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.machineGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrCircle: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.package, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.step, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.proof, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrOk2: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrOk6: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.verified === undefined) at = putText(' 1', bytes, at); else { at = put4(c.verified, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  UsrOk8: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.verified === undefined) at = putText(' 1', bytes, at); else { at = put4(c.verified, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.restricted === undefined) at = putText(' 0', bytes, at); else { at = put5(c.restricted, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  UsrOk10: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      let count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.verified === undefined) at = putText(' 1', bytes, at); else { at = put3(c.verified, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.restricted === undefined) at = putText(' 0', bytes, at); else { at = put4(c.restricted, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  UsrOkNamed10: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.verified === undefined) at = putText(' 1', bytes, at); else { at = put4(c.verified, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.restricted === undefined) at = putText(' 0', bytes, at); else { at = put5(c.restricted, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Sbs: (_f0, f1) => {
    const put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('SBS', bytes, at)
      const count = 3
      at = putText(' 0', bytes, at)
      at = put1(c.value, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Chl: (_f0, f1) => {
    const put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('CHL', bytes, at)
      const count = 3
      at = putText(' 0', bytes, at)
      at = put1(c.challenge, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  ChlAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('CHL', bytes, at)
      const count = 3
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  QryAnswer: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('QRY', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.clientId, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Qry: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('QRY', bytes, at)
      const count = 3
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  SynAsk2: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('SYN', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  SynAsk10: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('SYN', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.contactsChanged, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.settingsChanged, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Syn2: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('SYN', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Syn8: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('SYN', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.contacts, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.groups, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Syn10: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('SYN', bytes, at)
      const count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.contactsChanged, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.settingsChanged, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.contacts, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.groups, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  SynCurrent10: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('SYN', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.contactsChanged, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.settingsChanged, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  LstAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('LST', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  LsgAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('LSG', bytes, at)
      const count = 3
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Lst2: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put, put7 = f7.word.put
    return (c, bytes, at) => {
      at = putText('LST', bytes, at)
      let count = 9
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.index, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.total, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put6(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groups !== undefined) { at = put7(c.groups, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  LstEmpty2: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('LST', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  Lst8: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('LST', bytes, at)
      let count = 5
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.lists, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groups !== undefined) { at = put3(c.groups, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Lst10: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('LST', bytes, at)
      let count = 4
      let left = false
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.name === undefined) left = true; else { at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.contactGuid === undefined) left = true; else { if (left) return unput; at = put2(c.contactGuid, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      at = put3(c.lists, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groups === undefined) left = true; else { if (left) return unput; at = put4(c.groups, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Lst12: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('LST', bytes, at)
      let count = 5
      let left = false
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.name === undefined) left = true; else { at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.contactGuid === undefined) left = true; else { if (left) return unput; at = put2(c.contactGuid, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      at = put3(c.lists, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groups === undefined) left = true; else { if (left) return unput; at = put5(c.groups, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Lsg7: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('LSG', bytes, at)
      const count = 8
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.index, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.total, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  Lsg8: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('LSG', bytes, at)
      const count = 4
      at = put0(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  Lsg10: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('LSG', bytes, at)
      const count = 4
      at = put0(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.groupGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  AddAsk: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('ADD', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groupId !== undefined) { at = put4(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  AddUnasked: (_f0, f1, f2, f3, f4) => {
    const put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('ADD', bytes, at)
      const count = 6
      at = putText(' 0', bytes, at)
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Add: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('ADD', bytes, at)
      let count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groupId !== undefined) { at = put5(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  RemAsk2: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('REM', bytes, at)
      let count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groupId !== undefined) { at = put3(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  RemUnasked2: (_f0, f1, f2, f3) => {
    const put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('REM', bytes, at)
      const count = 5
      at = putText(' 0', bytes, at)
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Rem2: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('REM', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groupId !== undefined) { at = put4(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  AdcAsk: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('ADC', bytes, at)
      let count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.name !== undefined) { at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  AdcUnasked: (_f0, f1, f2, f3) => {
    const put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('ADC', bytes, at)
      let count = 4
      at = putText(' 0', bytes, at)
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.name !== undefined) { at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Adc: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('ADC', bytes, at)
      const count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.contactGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  AdcOther: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('ADC', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  AdcGroup: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('ADC', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.contactGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.groupGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  RemFl10: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('REM', bytes, at)
      let count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.contactGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.groupGuid !== undefined) { at = put3(c.groupGuid, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  RemOther10: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('REM', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  RemUnasked10: (_f0, f1, f2) => {
    const put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('REM', bytes, at)
      const count = 4
      at = putText(' 0', bytes, at)
      at = put1(c.list, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  AdgAsk7: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('ADG', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  Adg7: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('ADG', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  RmgAsk7: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('RMG', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Rmg7: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('RMG', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  RegAsk7: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('REG', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  Reg7: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('REG', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.groupId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' 0', bytes, at)
      return countOf(c) === count ? at : unput
    }
  },
  AdgAsk10: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('ADG', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Adg10: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('ADG', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.groupGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  RmgAsk10: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('RMG', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.group, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Rmg10: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('RMG', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.groupGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Reg10: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('REG', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.groupGuid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  AdlAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('ADL', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  AdlOk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('ADL', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Adl: () => {
    return (c, bytes, at) => {
      at = putText('ADL', bytes, at)
      const count = 3
      at = putText(' 0', bytes, at)
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  RmlAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('RML', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  RmlOk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('RML', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Rml: () => {
    return (c, bytes, at) => {
      at = putText('RML', bytes, at)
      const count = 3
      at = putText(' 0', bytes, at)
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Fqy: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('FQY', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  GtcAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('GTC', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Gtc2: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('GTC', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Gtc10: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('GTC', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  GtcListed: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('GTC', bytes, at)
      const count = 3
      at = put0(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  BlpAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('BLP', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Blp2: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('BLP', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Blp10: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('BLP', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  BlpListed: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('BLP', bytes, at)
      const count = 3
      at = put0(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  ReaAsk: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('REA', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Rea: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('REA', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  ImsAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('IMS', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Ims: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('IMS', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.serial, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.setting, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  ChgForced: (_f0, f1) => {
    const put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('CHG', bytes, at)
      const count = 3
      at = putText(' 0', bytes, at)
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Chg2: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('CHG', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Chg8: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('CHG', bytes, at)
      let count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put2(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Chg9: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('CHG', bytes, at)
      let count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put2(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object !== undefined) { at = put3(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Chg16: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('CHG', bytes, at)
      let count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0:0', bytes, at); else { at = put2(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object === undefined) at = putText(' 0', bytes, at); else { at = put3(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Iln2: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('ILN', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Iln8: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('ILN', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put4(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Iln9: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('ILN', bytes, at)
      let count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put4(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object !== undefined) { at = put5(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Iln14: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put, put7 = f7.word.put
    return (c, bytes, at) => {
      at = putText('ILN', bytes, at)
      let count = 7
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put5(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object === undefined) left = true; else { at = put6(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.iconUrl === undefined) left = true; else { if (left) return unput; at = put7(c.iconUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Iln16: (f0, f1, f2, f3, f4, f5, f6, f7) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put, put7 = f7.word.put
    return (c, bytes, at) => {
      at = putText('ILN', bytes, at)
      let count = 7
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0:0', bytes, at); else { at = put5(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object === undefined) left = true; else { at = put6(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.iconUrl === undefined) left = true; else { if (left) return unput; at = put7(c.iconUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Iln18: (f0, f1, f2, f3, f4, f5, f6) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put
    return (c, bytes, at) => {
      at = putText('ILN', bytes, at)
      let count = 6
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.contact, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0:0', bytes, at); else { at = put4(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object === undefined) left = true; else { at = put5(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.iconUrl === undefined) left = true; else { if (left) return unput; at = put6(c.iconUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Nln2: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('NLN', bytes, at)
      const count = 5
      at = put0(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Nln8: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('NLN', bytes, at)
      let count = 5
      at = put0(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put3(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Nln9: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('NLN', bytes, at)
      let count = 5
      at = put0(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put3(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object !== undefined) { at = put4(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Nln14: (f0, f1, f2, f3, f4, f5, f6) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put
    return (c, bytes, at) => {
      at = putText('NLN', bytes, at)
      let count = 6
      let left = false
      at = put0(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0', bytes, at); else { at = put4(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object === undefined) left = true; else { at = put5(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.iconUrl === undefined) left = true; else { if (left) return unput; at = put6(c.iconUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Nln16: (f0, f1, f2, f3, f4, f5, f6) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put6 = f6.word.put
    return (c, bytes, at) => {
      at = putText('NLN', bytes, at)
      let count = 6
      let left = false
      at = put0(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0:0', bytes, at); else { at = put4(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object === undefined) left = true; else { at = put5(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.iconUrl === undefined) left = true; else { if (left) return unput; at = put6(c.iconUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Nln18: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('NLN', bytes, at)
      let count = 5
      let left = false
      at = put0(c.status, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.contact, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0:0', bytes, at); else { at = put3(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.object === undefined) left = true; else { at = put4(c.object, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.iconUrl === undefined) left = true; else { if (left) return unput; at = put5(c.iconUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Fln2: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('FLN', bytes, at)
      const count = 3
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Fln14: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('FLN', bytes, at)
      let count = 4
      let left = false
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) left = true; else { at = put2(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.iconUrl === undefined) left = true; else { if (left) return unput; at = put3(c.iconUrl, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Fln16: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('FLN', bytes, at)
      let count = 4
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities !== undefined) { at = put2(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Fln18: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('FLN', bytes, at)
      let count = 3
      at = put0(c.contact, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities !== undefined) { at = put1(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  UuxAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('UUX', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Uux: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('UUX', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Ubx11: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('UBX', bytes, at)
      const count = 4
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Ubx14: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('UBX', bytes, at)
      const count = 5
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Ubx18: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('UBX', bytes, at)
      const count = 4
      at = put0(c.contact, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  MsgNotice: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('MSG', bytes, at)
      const count = 5
      at = put0(c.sender, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Not: () => {
    return (c, bytes, at) => {
      at = putText('NOT', bytes, at)
      const count = 3
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  NotClient: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('NOT', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Ipg: () => {
    return (c, bytes, at) => {
      at = putText('IPG', bytes, at)
      const count = 3
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  PagAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('PAG', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Pag: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('PAG', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  PgdAsk: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('PGD', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.type, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Pgd: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('PGD', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.more)) return unput
      for (const v of c.more) { at = put1(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  GcfAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('GCF', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.file, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  GcfPush: () => {
    return (c, bytes, at) => {
      at = putText('GCF', bytes, at)
      const count = 3
      at = putText(' 0', bytes, at)
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Gcf: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('GCF', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.file, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  UrlAsk: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('URL', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.service, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.arguments)) return unput
      for (const v of c.arguments) { at = put2(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  Url2: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('URL', bytes, at)
      let count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.path, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.postUrl, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.siteId !== undefined) { at = put3(c.siteId, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Url3: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('URL', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.path, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.postUrl, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.siteId, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  SndAsk: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('SND', bytes, at)
      let count = 4
      let left = false
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.locale === undefined) left = true; else { at = put2(c.locale, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.client === undefined) left = true; else { if (left) return unput; at = put3(c.client, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.clientCode === undefined) left = true; else { if (left) return unput; at = put4(c.clientCode, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Snd: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('SND', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  SdcAsk: (f0, f1, f2, f3, f4, _f5, _f6, f7) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put7 = f7.word.put
    return (c, bytes, at) => {
      at = putText('SDC', bytes, at)
      const count = 9
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.locale, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.client, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.clientCode, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' X', bytes, at)
      at = putText(' X', bytes, at)
      at = put7(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Sdc: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('SDC', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  FndAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('FND', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.criteria)) return unput
      for (const v of c.criteria) { at = put1(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  Fnd: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('FND', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.index, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.total, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.criteria)) return unput
      for (const v of c.criteria) { at = put3(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  UunAsk: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('UUN', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.type, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Uun: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('UUN', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Ubn: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('UBN', bytes, at)
      const count = 5
      at = put0(c.sender, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.type, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Uum: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('UUM', bytes, at)
      const count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.type, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Ubm: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('UBM', bytes, at)
      const count = 8
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.to, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.toNetwork, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.type, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  UbmShort: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('UBM', bytes, at)
      const count = 6
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.network, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.type, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Rfs: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('RFS', bytes, at)
      const count = 3
      if (!Array.isArray(c.more)) return unput
      for (const v of c.more) { at = put0(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  Lkp: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('LKP', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!Array.isArray(c.more)) return unput
      for (const v of c.more) { at = put1(v, bytes, gap(bytes, at)); if (at < 0) return unput }
      return countOf(c) === count ? at : unput
    }
  },
  Vas: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('VAS', bytes, at)
      const count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.first, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.second, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  PutAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('PUT', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Put: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('PUT', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  DelAsk: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('DEL', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Del: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('DEL', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Nfy: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('NFY', bytes, at)
      const count = 4
      at = put0(c.operation, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Sdg: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('SDG', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Rng2: (f0, f1, _f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('RNG', bytes, at)
      const count = 7
      at = put0(c.sessionId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' CKI', bytes, at)
      at = put3(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Rng13: (f0, f1, _f2, f3, f4, f5, _f6, f7) => {
    const put0 = f0.word.put, put1 = f1.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put7 = f7.word.put
    return (c, bytes, at) => {
      at = putText('RNG', bytes, at)
      let count = 7
      at = put0(c.sessionId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' CKI', bytes, at)
      at = put3(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' U', bytes, at)
      if (c.domain !== undefined) { at = put7(c.domain, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Rng14: (f0, f1, _f2, f3, f4, f5, _f6, f7, f8) => {
    const put0 = f0.word.put, put1 = f1.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put, put7 = f7.word.put, put8 = f8.word.put
    return (c, bytes, at) => {
      at = putText('RNG', bytes, at)
      let count = 7
      let left = false
      at = put0(c.sessionId, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.address, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' CKI', bytes, at)
      at = put3(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put5(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      at = putText(' U', bytes, at)
      if (c.domain === undefined) left = true; else { at = put7(c.domain, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      if (c.flag === undefined) left = true; else { if (left) return unput; at = put8(c.flag, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Usr2: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Usr16: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.endpoint, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrEntered2: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  UsrEntered16: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('USR', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.endpoint, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  CalAsk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('CAL', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Cal: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('CAL', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.sessionId, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Ans2: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('ANS', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.sessionId, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Ans16: (f0, f1, f2, f3) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put
    return (c, bytes, at) => {
      at = putText('ANS', bytes, at)
      const count = 6
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.endpoint, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.cookie, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.sessionId, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  AnsOk: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('ANS', bytes, at)
      const count = 4
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.outcome, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Iro2: (f0, f1, f2, f3, f4) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put
    return (c, bytes, at) => {
      at = putText('IRO', bytes, at)
      const count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.index, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.total, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Iro12: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('IRO', bytes, at)
      let count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.index, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.total, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities !== undefined) { at = put5(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Iro16: (f0, f1, f2, f3, f4, f5) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put, put3 = f3.word.put, put4 = f4.word.put, put5 = f5.word.put
    return (c, bytes, at) => {
      at = putText('IRO', bytes, at)
      let count = 7
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.index, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put2(c.total, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put3(c.endpoint, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put4(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0:0', bytes, at); else { at = put5(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Joi2: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('JOI', bytes, at)
      const count = 4
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Joi12: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('JOI', bytes, at)
      let count = 4
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities !== undefined) { at = put2(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Joi16: (f0, f1, f2) => {
    const put0 = f0.word.put, put1 = f1.word.put, put2 = f2.word.put
    return (c, bytes, at) => {
      at = putText('JOI', bytes, at)
      let count = 4
      at = put0(c.endpoint, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.capabilities === undefined) at = putText(' 0:0', bytes, at); else { at = put2(c.capabilities, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  MsgSend: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('MSG', bytes, at)
      const count = 5
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.ack, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Msg2: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('MSG', bytes, at)
      const count = 5
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Msg16: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('MSG', bytes, at)
      const count = 5
      at = put0(c.endpoint, bytes, gap(bytes, at)); if (at < 0) return unput
      at = put1(c.name, bytes, gap(bytes, at)); if (at < 0) return unput
      if (!isBytes(c.payload)) return unput
      at = putNumber(c.payload.length, bytes, gap(bytes, at))
      return countOf(c) === count ? at : unput
    }
  },
  Ack: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('ACK', bytes, at)
      const count = 3
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Nak: (f0) => {
    const put0 = f0.word.put
    return (c, bytes, at) => {
      at = putText('NAK', bytes, at)
      const count = 3
      at = put0(c.trid, bytes, gap(bytes, at)); if (at < 0) return unput
      return countOf(c) === count ? at : unput
    }
  },
  Bye2: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('BYE', bytes, at)
      let count = 3
      at = put0(c.passport, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.idle !== undefined) { at = put1(c.idle, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
  Bye16: (f0, f1) => {
    const put0 = f0.word.put, put1 = f1.word.put
    return (c, bytes, at) => {
      at = putText('BYE', bytes, at)
      let count = 3
      at = put0(c.endpoint, bytes, gap(bytes, at)); if (at < 0) return unput
      if (c.idle !== undefined) { at = put1(c.idle, bytes, gap(bytes, at)); if (at < 0) return unput; count++ }
      return countOf(c) === count ? at : unput
    }
  },
}
