import { type IParagraphStyleOptions, LevelFormat, convertMillimetersToTwip as mm } from 'docx'

/** A4, and the width left to the text, in twentieths of a point. */
export const PAGE = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(22), bottom: mm(22), left: mm(20), right: mm(20) },
}
export const TEXT_WIDTH = mm(170)

export const INK = '1c2430'
export const MUTED = '4f5b6b'
export const BRAND = '0b5d66'
export const LINE = 'c9d2da'
export const TINT = 'eef4f5'
const AMBER = 'a15c00'
const FONT = 'Arial'

// Sizes are in half-points, spaces in twentieths of a point.
const heading = (size: number, before: number): object => ({
  run: { size, bold: true, color: BRAND, font: FONT },
  paragraph: { keepNext: true, spacing: { before, after: 120 } },
})

function style(id: string, name: string, rest: Partial<IParagraphStyleOptions>): IParagraphStyleOptions {
  return { id, name, basedOn: 'Normal', next: 'BodyText', quickFormat: true, ...rest }
}

function callout(id: string, name: string, color: string): IParagraphStyleOptions {
  return style(id, name, {
    paragraph: {
      spacing: { before: 60, after: 60 },
      indent: { left: mm(3), right: mm(3) },
      shading: { fill: TINT },
      border: { left: { style: 'single', size: 18, space: 8, color } },
    },
  })
}

export const docxStyles = {
  default: {
    document: {
      run: { font: FONT, size: 20, color: INK, language: { value: 'fr-FR', eastAsia: 'fr-FR' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: 'auto' as const } },
    },
    title: {
      run: { size: 44, bold: true, color: INK, font: FONT },
      paragraph: { keepNext: true, spacing: { before: 60, after: 100 } },
    },
    heading1: heading(30, 360),
    heading2: heading(25, 280),
    heading3: heading(22, 220),
    heading4: { ...heading(20, 180), run: { size: 20, bold: true, color: INK, font: FONT } },
    listParagraph: { paragraph: { spacing: { after: 60 } } },
    caption: {
      run: { size: 18, bold: true, color: MUTED },
      paragraph: { keepNext: true, spacing: { before: 160, after: 80 } },
    },
    hyperlink: { run: { color: BRAND, underline: {} } },
  },
  paragraphStyles: [
    style('BodyText', 'Body Text', {}),
    style('Kind', 'Nature du document', {
      run: { size: 19, bold: true, color: BRAND },
      paragraph: { keepNext: true, spacing: { after: 0 } },
    }),
    style('Subtitle', 'Subtitle', { run: { size: 24, color: MUTED } }),
    style('Byline', 'Auteur et date', {
      run: { size: 18, color: MUTED },
      paragraph: { spacing: { after: 240 } },
    }),
    style('ContentsTitle', 'Titre du sommaire', {
      run: { size: 26, bold: true, color: BRAND },
      paragraph: { keepNext: true, spacing: { before: 240, after: 120 } },
    }),
    style('Lead', 'Chapeau', { run: { size: 23 } }),
    style('Small', 'Remarque', { run: { size: 17, color: MUTED } }),
    style('Quote', 'Quote', {
      run: { italics: true },
      paragraph: {
        indent: { left: mm(6) },
        spacing: { before: 120, after: 60 },
        border: { left: { style: 'single', size: 12, space: 10, color: BRAND } },
      },
    }),
    style('QuoteBy', 'Auteur de la citation', {
      run: { size: 18, color: MUTED },
      paragraph: { indent: { left: mm(6) } },
    }),
    style('Figure', 'Chiffre clé', {
      run: { size: 32, bold: true, color: BRAND },
      paragraph: { keepNext: true, spacing: { before: 60, after: 20 } },
    }),
    style('Cell', 'Cellule', {
      run: { size: 18 },
      paragraph: { spacing: { before: 30, after: 30, line: 252, lineRule: 'auto' } },
    }),
    style('Footer', 'footer', { run: { size: 16, color: MUTED } }),
    callout('Callout', 'Encadré', BRAND),
    callout('CalloutWarning', 'Avertissement', AMBER),
  ],
  characterStyles: [{ id: 'SmallText', name: 'Précision', run: { size: 17, color: MUTED } }],
}

const indent = (level: number): object => ({
  style: { paragraph: { indent: { left: mm(6 + level * 6), hanging: mm(5) } } },
})

export const docxNumbering = {
  config: [
    {
      reference: 'bullets',
      levels: ['•', '–'].map((text, level) => ({
        level,
        format: LevelFormat.BULLET,
        text,
        ...indent(level),
      })),
    },
    {
      reference: 'numbers',
      levels: [
        { level: 0, format: LevelFormat.DECIMAL, text: '%1.', ...indent(0) },
        { level: 1, format: LevelFormat.LOWER_LETTER, text: '%2)', ...indent(1) },
      ],
    },
  ],
}
