import {
  added,
  addTo,
  changed,
  element,
  inFrame,
  mutation,
  style,
  svg,
  text,
  type Part,
} from './made-recording.js';

const RELATIONS = [
  'preconnect',
  'dns-prefetch',
  'prefetch',
  'preload',
  'modulepreload',
  'prerender',
  'compression-dictionary',
  'manifest',
  'icon',
  'stylesheet',
  'stylesheet preconnect',
  'PreConnect',
];

/** What may make a browser connect to an address, by how it does. */
export const CONNECTING: Record<string, (url: string) => Part> = {
  ...Object.fromEntries(
    RELATIONS.map((rel) => [
      `a link ${rel}`,
      (href: string): Part => {
        const link = () => element('link', { rel, href, as: 'image', imagesrcset: `${href} 1x` });
        return { head: [link()], body: [link()] };
      },
    ]),
  ),
  'a link whose relation is a list': (href) => ({
    head: [element('link', { rel: ['preconnect'], href })],
  }),
  'a link with styles of its own, which it then loses': (href) => {
    const link = element('link', { rel: 'preconnect', href, _cssText: 'p {}' });
    return changed(link, { _cssText: '' });
  },
  'a link that becomes one': (href) => changed(element('link'), { rel: 'preconnect', href }),
  'a link by an attribute in capitals': (href) =>
    changed(element('LINK', { HREF: href }), { REL: 'preconnect' }),
  'a link that is given an address': (href) =>
    changed(element('link', { rel: 'preconnect' }), { href }),
  'a link that is added': (href) => added(element('link', { rel: 'preconnect', href })),
  'a refreshing page': (url) => ({
    head: [element('meta', { 'http-equiv': 'refresh', content: `0;url=${url}` })],
    body: [element('META', { 'HTTP-EQUIV': 'Refresh', CONTENT: `0;url=${url}` })],
  }),
  'a refreshing page in a frame': (url) =>
    inFrame({ head: [element('meta', { 'http-equiv': 'refresh', content: `0;url=${url}` })] }),
  'links that are looked up': (href) => ({
    head: [element('meta', { 'http-equiv': 'x-dns-prefetch-control', content: 'on' })],
    body: [element('a', { href, ping: href })],
  }),
  'a frame': (src) => ({ body: [element('iframe', { src })] }),
  'a frame in capitals': (src) => ({ body: [element('IFRAME', { SRC: src })] }),
  'a frame whose address is a list': (src) => ({ body: [element('iframe', { src: [src] })] }),
  'a frame with a page of its own': (url) => ({
    body: [
      element('iframe', {
        srcdoc: `<link rel=preconnect href=${url}><iframe src=${url}></iframe>`,
      }),
      element('iframe', { src: `data:text/html,<link rel=preconnect href=${url}>` }),
    ],
  }),
  'a frame that is given an address': (src) => changed(element('iframe'), { src }),
  'a frame that is given one in capitals': (src) => changed(element('iframe'), { Src: src }),
  'a frame that is given a page of its own': (url) =>
    changed(element('iframe'), { srcdoc: `<link rel=preconnect href=${url}>` }),
  'a frame that is added': (src) => added(element('iframe', { src })),
  'a frame that is added in what is added': (src) => {
    const box = element('div');
    const inner = addTo(box, element('iframe', { src }));
    const { body, changes = [] } = added(box);
    return { body: body ?? [], changes: [...changes, inner] };
  },
  'a frame whose place is not known yet': (src) => {
    const box = element('div');
    const frame = element('iframe', { src });
    const adds = [
      { parentId: box.id, nextId: null, previousId: -1, node: frame },
      { parentId: box.id, nextId: frame.id, node: element('b') },
    ];
    return { body: [box], changes: [mutation({ adds })] };
  },
  'a frame with the number of a picture': (src) => {
    const picture = element('img');
    const frame = { ...element('iframe'), id: picture.id };
    const { body, changes = [] } = added(frame);
    const change = mutation({ attributes: [{ id: picture.id, attributes: { src } }] });
    return { body: [picture, ...(body ?? [])], changes: [...changes, change] };
  },
  'a frame that is given an address before it is there': (src) => {
    const frame = element('iframe');
    const { body, changes = [] } = added(frame);
    const change = mutation({ attributes: [{ id: frame.id, attributes: { src } }] });
    return { body: body ?? [], changes: [change, ...changes, change] };
  },
  'a frame in a frame': (src) => inFrame({ body: [element('iframe', { src })] }),
  'a link in a frame': (href) => inFrame({ body: [element('link', { rel: 'preconnect', href })] }),
  'what is in the element of a frame': (url) => ({
    body: [
      element('iframe', {}, [
        element('link', { rel: 'preconnect', href: url }),
        element('iframe', { src: url }),
      ]),
    ],
  }),
  'a frame and a link in a shadow tree': (url) => ({
    body: [
      {
        ...element('div', {}, [
          { ...element('iframe', { src: url }), isShadow: true },
          { ...element('link', { rel: 'preconnect', href: url }), isShadow: true },
        ]),
        isShadowHost: true,
      },
    ],
  }),
  'a frame and a link in a drawing': (url) => ({
    body: [
      svg('svg', {}, [
        svg('foreignobject', { width: 9, height: 9 }, [
          element('iframe', { src: url }),
          element('link', { rel: 'preconnect', href: url }),
        ]),
        svg('iframe', { src: url }),
        svg('link', { rel: 'preconnect', href: url }),
        svg('SCRIPT', { href: url }),
        svg('image', { 'xlink:href': url, href: url }),
        svg('use', { href: `${url}#it` }),
        svg('rect', { fill: `url(${url}#it)`, width: 9, height: 9 }),
      ]),
    ],
  }),
  'frames of frame sets': (src) => ({
    body: [element('frameset', {}, [element('frame', { src })]), element('frame', { src })],
  }),
  'an object': (data) => ({
    body: ['text/html', 'image/svg+xml', 'application/pdf'].map((type) =>
      element('object', { type, data, codebase: data, classid: data }, [
        element('param', { name: 'src', value: data }),
      ]),
    ),
  }),
  'an object that is given an address': (data) => changed(element('object'), { data }),
  'embedded files': (src) => ({
    body: ['text/html', 'image/svg+xml', 'application/pdf'].map((type) =>
      element('embed', { type, src }),
    ),
  }),
  'elements of few browsers': (src) => ({
    body: ['portal', 'fencedframe', 'applet', 'bgsound'].map((name) =>
      element(name, { src, code: src, archive: src }),
    ),
  }),
  'names with a prefix': (url) => ({
    body: [
      element('html:iframe', { src: url }),
      element('svg:link', { rel: 'preconnect', href: url }),
    ],
  }),
  'elements of the page’s own': (url) => ({
    body: [
      { ...element('x-frame', { is: 'iframe', src: url }), isCustom: true },
      { ...element('x-link', { is: 'link', rel: 'preconnect', href: url }), isCustom: true },
    ],
  }),
  scripts: (src) => ({
    body: [
      element('SCRIPT', { src }),
      element('Script', { type: 'speculationrules' }, [
        text(JSON.stringify({ prefetch: [{ source: 'list', urls: [src] }] })),
      ]),
    ],
  }),
  'another base': (href) => ({
    head: [element('base', { href })],
    body: [element('img', { src: '/picture.png' })],
  }),
  pictures: (src) => ({
    body: [
      element('img', { src, srcset: `${src} 1x`, attributionsrc: src }),
      element('picture', {}, [element('source', { srcset: src }), element('img')]),
      element('input', { type: 'image', src }),
      element('table', { background: src }),
    ],
  }),
  'what rrweb says beside the attributes': (url) => ({
    body: [
      element('img', { rr_dataURL: url }),
      element('canvas', { rr_dataURL: url }),
      element('iframe', { rr_src: url }),
    ],
  }),
  'films and sounds': (src) => ({
    body: [
      element('video', { src, poster: src, autoplay: '', rr_mediaState: 'played' }, [
        element('source', { src }),
        element('track', { src, default: '', kind: 'subtitles' }),
      ]),
      element('audio', { src, preload: 'auto' }),
    ],
  }),
  'style sheets': (url) => ({
    head: [
      style(`@import "${url}"; @font-face { font-family: F; src: url(${url}) }
        body { font-family: F; background: url(${url}); cursor: url(${url}), auto; mask: url(${url}#m) }
        body::before { content: url(${url}) }`),
    ],
    body: [element('p', { style: `background: url(${url})` }, [text('A text in that font')])],
  }),
  'rules that are added': (url) => {
    const sheet = style('p {}');
    const host = { ...element('div'), isShadowHost: true };
    const rules = [{ rule: `* { background: url(${url}) }` }, { rule: `@import "${url}"` }];
    const set = { property: 'background', value: `url(${url})` };
    return {
      head: [sheet],
      body: [host],
      changes: [
        { source: 8, id: sheet.id, adds: rules },
        { source: 13, id: sheet.id, index: [0], set },
        { source: 15, id: host.id, styleIds: [1], styles: [{ styleId: 1, rules }] },
      ],
    };
  },
  'a font': (url) => ({
    body: [element('p', { style: 'font-family: Its' }, [text('A text in that font')])],
    changes: [{ source: 10, family: 'Its', fontSource: `url(${url})`, buffer: false }],
  }),
  'what is drawn on a canvas': (src) => {
    const canvas = element('canvas');
    const args = [{ rr_type: 'HTMLImageElement', src }, 0, 0];
    const commands = [{ property: 'drawImage', args }];
    return { body: [canvas], changes: [{ source: 9, id: canvas.id, type: 0, commands }] };
  },
};
