import { builtinRules, diagnose } from '/tmp/wt/tri-engine/libs/triage/dist/index.js'
const rules = await builtinRules()
const t = async (name, make, facts={}) => { const a = Date.now(), c=process.cpuUsage(); const d = await diagnose(make(), facts, rules); const u=process.cpuUsage(c); console.log(name.padEnd(34), ((u.user+u.system)/1e6).toFixed(2)+'s cpu', (Date.now()-a)+'ms', Math.round(process.memoryUsage().rss/1e6)+'MB', d.verdict, d.rule, d.summary.slice(0,140)) }
async function* rep(b, n) { for (let i=0;i<n;i++) yield b }
const mb = (s) => Buffer.from(s.repeat(Math.ceil(1e6/s.length)).slice(0,1e6))
await t('1GB chatter', () => rep(mb('2026-01-02T03:04:05.1234567Z compiled module number 12 of this build\n'), 1000))
await t('200MB line', () => rep(Buffer.alloc(1e6, 'e'), 200))
await t('10M empty lines', () => rep(Buffer.alloc(1e6, '\n'), 10))
await t('50MB "error:" lines', () => rep(mb('error: something failed here expected but was not equal to 404 denied\n'), 50))
await t('50MB expect .+ state blowup', () => rep(mb('expected ' + 'but , ; got was is are not equal should x '.repeat(30) + '\n'), 50))
await t('50MB random ascii words', () => { const w='error failed denied expect version requires depends assert fatal Could not resolve TypeError: at foo (a.js:1:2) src/a.ts(1,2): error TS2 FAIL ok not 404 50x'.split(' '); let s=''; let x=1; while(s.length<1e6){ x=(x*1103515245+12345)&0x7fffffff; s+=w[x%w.length]+((x>>8)%9===0?'\n':' ') } return rep(Buffer.from(s),50)})
await t('50MB ESC soup', () => rep(mb('\u001b[31merror\u001b]8;;http://x\u001b\\: x\u001b[0m\u001b[\n'), 50))
await t('20MB CR soup', () => rep(mb('error: a\rfailed b\rdenied\r'), 20))
await t('20MB groups', () => rep(mb('##[group]Run x\nshell: bash\n##[endgroup]\nerror TS2322\n##[error]Process completed with exit code 1.\n'), 20))
await t('20MB invalid utf8', () => rep(Buffer.alloc(1e6, Buffer.from([0x65,0x72,0x72,0x6f,0x72,0x3a,0xff,0xc3,0x28,0x0a])), 20))
await t('20MB utf16', () => rep(Buffer.from('\ufefferror: x failed\n'.repeat(25000),'utf16le'), 20))
