import { type Document, type DocumentInput, parseDocument } from './document.schema.ts'

export const aDrawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" font-family="system-ui" font-size="12"><rect x="10" y="20" width="80" height="120" fill="#0b5d66"/><text x="20" y="155">Avant</text></svg>'

/** A document with one block of each kind. */
export function aDocument(changes: Partial<DocumentInput> = {}): Document {
  return parseDocument({
    title: 'Accroche active',
    subtitle: 'Pour une jeunesse mobilisée',
    kind: 'Fiche action',
    issuer: 'Agglomération d’Exemple',
    date: '2026-11-23',
    status: 'Document de travail',
    contents: true,
    blocks: [
      { type: 'heading', level: 1, text: 'Objectifs' },
      { type: 'paragraph', look: 'lead', text: 'En une phrase.' },
      {
        type: 'paragraph',
        text: [
          'Un mot ',
          { text: 'important', strong: true },
          ', un autre ',
          { text: 'penché', emphasis: true },
          ' et ',
          { text: 'un lien', href: 'https://exemple.fr/page?a=1&b=2' },
          '.',
        ],
      },
      { type: 'list', items: ['premier', { text: 'deuxième', items: ['dedans'] }] },
      { type: 'heading', level: 2, text: 'Étapes' },
      { type: 'list', ordered: true, items: ['d’abord', 'ensuite'] },
      { type: 'facts', look: 'figures', items: [{ label: 'communes', value: '35', note: 'en 2015' }] },
      { type: 'facts', items: [{ label: 'Porteur', value: 'Agglomération' }] },
      {
        type: 'table',
        caption: 'Budget prévisionnel',
        columns: [
          { label: 'Poste', width: 2 },
          { label: 'Montant', align: 'end' },
        ],
        rows: [['Salaires', '12 000 €']],
        totals: [['Total', '12 000 €']],
        source: 'Source : exemple',
      },
      { type: 'quote', text: 'Une façon de travailler', by: 'Directeur général adjoint' },
      { type: 'callout', title: 'Attention', text: 'Chiffres d’exemple.', tone: 'warning' },
      { type: 'figure', svg: aDrawing, alt: 'Une barre de 120', caption: 'Avant' },
      { type: 'pageBreak' },
      { type: 'sources', items: ['INSEE, Filosofi 2021'] },
      {
        type: 'signatures',
        place: 'Fait à Exemple, le',
        parties: [{ name: 'État', role: 'Préfecture' }, { name: 'Région' }],
      },
    ],
    ...changes,
  })
}

/** Texts people may type, or paste, that each format would take for its own syntax. */
export const hostileTexts = [
  '#let x = 1; #import "@preview/x:1.0.0": *',
  '#eval("1+1") $x^2$ *gras* _penché_ `code` = titre',
  '] #panic("non") [',
  '"] + read("/etc/passwd") + ["',
  '\\ \\n \\u{41} </w:t></w:r> <w:p/> ]]>',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  'A & B < C > D \' E " F &amp; &lt;',
  'nul\u0000 cloche\u0007 échappement\u001b fin',
  'envers \u202egnirts\u202c suite\ufeff',
  'moitié \ud83d seule',
  'emoji 👩‍👩‍👧 arabe العربية chinois 社会 grec Ωμέγα',
  'deux\nlignes\r\net trois\ttabulation',
  '=HYPERLINK("http://exemple.fr")',
  '@label <label> // commentaire /* commentaire */',
  '%PDF-1.7 endobj (parenthèse \\) )',
]
