// A machine that has the font uses it as it is (portal.css). Another loads the web font: two hundred
// faces, which cost every page some 30 ms, so they are loaded only where they are needed.
new FontFace('probe', 'local("Noto Sans SC Regular"), local("NotoSansSC-Regular")').load().catch(() => {
  for (const weight of [400, 700])
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/assets/fonts/${weight}.css` }),
    );
});
