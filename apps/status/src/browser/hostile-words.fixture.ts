/** What strangers write to be run; each would set `hacked`, open a dialog or leave an element. */
export const hostileWords = [
  // First, so that no field is too short for it.
  '\u202E\u200B',
  '<script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '"><svg onload=window.hacked=1>',
  "'-window.hacked=1-'",
  'javascript:window.hacked=1',
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  '</script><script>window.hacked=1</script>',
  '</textarea><script>window.hacked=1</script>',
  '{{constructor.constructor("window.hacked=1")()}}',
  '<a href="javascript:window.hacked=1" autofocus onfocus="window.hacked=1">x</a>',
  '<style>body{display:none}</style>',
  '<math><mtext><img src onerror=window.hacked=1></mtext></math>',
  '<details open ontoggle=window.hacked=1>',
  '\u202Egnp.exe \u200B\uFEFF<b>bold</b>',
  '\u001b]8;;javascript:window.hacked=1\u0007link\u001b]8;;\u0007',
].join(' ')
