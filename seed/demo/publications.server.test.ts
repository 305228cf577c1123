import { expect, test } from 'vitest'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { publicExperience } from '#app/features/publications/public.schema.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderHtml } from '#app/platform/documents/html.ts'
import { renderPdf } from '#app/platform/documents/pdf.server.ts'
import { seedDemo } from '../demo.server.ts'

const { db } = await openTestDatabase()
await seedDemo(db)
const { id: territoireId } = await db.selectFrom('territoire').select('id').executeTakeFirstOrThrow()
const published = await inTerritoire(db, territoireId, (tx) =>
  tx.selectFrom('publication').selectAll().where('nature', '=', 'experience').executeTakeFirstOrThrow(),
)

const complet = parseDocument(Object(published.texte).complet)
const plain = (html: string): string =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')
const told = plain(renderHtml(complet))

// The facts of the case, one a line: a reader who holds the original finds each of them.
test.each([
  ['the month', 'Septembre 2017'],
  ['the département', 'Nord (59)'],
  ['the types', 'Développement social ; inclusion ; partenariat et transversalité'],
  [
    'the seat and the carrier',
    /Direction de la cohésion sociale.*Valenciennes Métropole.*siège est à Valenciennes/,
  ],
  ['the creation', 'créé en décembre 2000'],
  ['the inhabitants', 'environ 190 000 habitants'],
  ['the 35 communes', 'couvre 35 communes'],
  ['the 18 communes', 'couvre 18 communes'],
  [
    'the 5 signatories',
    'a 5 signataires : la communauté d’agglomération, l’État, la Région, le Département et la CAF',
  ],
  ['the 22 signatories', 'a 22 signataires, associations et bailleurs sociaux compris'],
  ['the signature', 'signé le 30 juin 2015'],
  ['fourteen years', 'quatorze ans avant'],
  ['the contract of 2000', '2000-2006'],
  ['the PUCS', /2007.*PUCS/],
  ['the PTCS of 2011', 'validé le 6 juin 2011'],
  ['the quotation', 'un état d’esprit'],
  ['the function quoted', 'Directeur général adjoint Ville, Habitat et Cohésion sociale'],
  ['the thematic groups', 'cinq groupes de travail thématiques'],
  [
    'the transversal groups',
    /trois groupes transversaux \(lutte contre les discriminations, égalité.*jeunesse\)/,
  ],
  [
    'the national grid',
    /trois piliers \(emploi et développement économique ; cadre de vie ; cohésion sociale\)/,
  ],
  ['axis 1', '1. Assurer les effets d’entraînement sociaux et territoriaux du développement économique'],
  ['axis 2', '2. Promouvoir la santé et faciliter l’accès aux soins'],
  ['axis 3', '3. Accompagner le renouvellement urbain et favoriser le vivre ensemble'],
  ['axis 4', '4. Favoriser la réussite éducative et l’engagement citoyen'],
  ['axis 5', '5. Prévenir la délinquance et accompagner les victimes'],
  ['axis 6', '6. Lutter contre les nouvelles formes de grande exclusion'],
  ['the committee', 'n’a jamais été réuni entre 2015 et 2017'],
  ['the rural fund', 'fonds d’initiatives locales'],
  ['several speeds', 'à plusieurs vitesses'],
  [
    'the domains of engineering',
    /trois domaines.*observation et l’évaluation.*financements nouveaux.*animation de la gouvernance/,
  ],
  ['no ABS', 'pas d’analyse des besoins sociaux à l’échelle de l’EPCI en 2017'],
  ['the OSE mission', 'Depuis janvier 2017, une mission OSE'],
  ['the PIA', 'Accroche active ! Pour une jeunesse mobilisée et actrice de son avenir'],
  ['under 25', 'moins de 25 ans, 35 %'],
  ['the partners of the PIA', 'Une trentaine de partenaires et trois groupes de travail'],
  ['13 actions, 8 operators', '13 actions, 8 opérateurs, trois domaines'],
  ['the winners', 'En août 2016, il est l’un des seize lauréats'],
  ['the money of the PIA', 'près de 2 M€ de plus entre 2017 et 2021'],
  [
    'the partners',
    /Caisse des Dépôts, ARS, CPAM, Éducation nationale, justice, Pôle emploi, chambres consulaires/,
  ],
  ['nine agents', 'Neuf agents, tous sur le PTCS'],
  ['the officers', 'trois chargés de mission'],
  ['the facilitators', 'deux animateurs territoriaux et mission OSE'],
  ['the assistants', 'deux assistants'],
  [
    'the employment officer',
    'suivi depuis 2016 par un chargé de mission de la nouvelle direction de l’emploi',
  ],
  ['9 FTE', 'neuf équivalents temps plein (9 ETP)'],
  [
    'the other directions',
    'habitat, renouvellement urbain, développement économique, sport, culture, écologie urbaine',
  ],
  ['about 1 M€', 'Environ 1 M€ pour 2016'],
  ['the offices', 'Des bureaux et des salles de réunion seulement'],
  ['the deficit', 'déficit d’évaluation'],
  ['the present identity', 'pilote et ressource'],
  ['the reasons', /échelle qui correspond à la concentration de la pauvreté.*solidarité/],
  ['the enlarged committee', 'élargi aux trente-cinq communes'],
  ['what is run directly', 'Peu d’actions sont conduites en direct : seulement là où aucun service n’existe'],
  ['the Observatory', /Observatoire, créé avec le PTCS.*INSEE.*État.*expertise des acteurs de terrain/],
  ['the domains of the PIA', /décrochage scolaire ; orientation et liens avec les entreprises ; mobilité/],
  ['the aim of the PIA', 'mobiliser le droit commun pour les plus fragiles'],
  [
    'the officers, each',
    /prévention et santé ; gestion urbaine de proximité ; éducation, citoyenneté, prévention de la délinquance, discriminations/,
  ],
  ['the side missions', /égalité entre les femmes et les hommes ; communication/],
  ['the manager', 'un responsable administratif et financier'],
  ['the public interest group', /groupement d’intérêt public porte le Programme de réussite éducative/],
  ['the claimed results', /communes, EPCI, associations, Département, CAF, université, Éducation nationale/],
])('a reader of the original finds %s', (_, fact) => {
  if (typeof fact === 'string') expect(told).toContain(fact)
  else expect(told).toMatch(fact)
})

// The lists that the project itself gives, with their source and their day.
test.each([
  ['the 35 communes, by name', /35 communes.*Anzin.*Valenciennes.*Vicq/],
  ['the contract, counted', 'Contrat de ville 2015-2020 : 18 communes, 22 signataires'],
  ['the signatories of the PTCS', 'Projet territorial de cohésion sociale 2015-2020 : 5 signataires'],
  ['the nine posts', '9 agents dans la direction'],
  ['the programme counted', /Accroche active.*13 actions, 8 opérateurs, 2017-2021/],
  ['the FTE of the DRE', 'Dispositif de Réussite Éducative : 9 ETP en 2017'],
  ['the budget of the programme', /Accroche active.*2 000 000 €/],
  ['their source', 'Espace de travail du projet, état au 01/09/2017, figé le 01/09/2017'],
])('taken from the project: %s', (_, fact) => {
  const words = told.replaceAll(/[\u00a0\u202f]/g, ' ')
  if (typeof fact === 'string') expect(words).toContain(fact)
  else expect(words).toMatch(fact)
})

test('its effects are not measured, and the sheet and its data say so, without a figure of an invented fiche', () => {
  expect(told).not.toContain('indicateurs suivis')
  expect(told).toContain('Non mesuré')
  expect(publicExperience.parse(published.contenu).mesure).toBe(false)
})

test('the short version holds on one page, the whole one is a tagged PDF', () => {
  const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type ?\/Page\b/g)?.length ?? 0
  expect(pages(renderPdf(parseDocument(Object(published.texte).court)))).toBe(1)
  expect(pages(renderPdf(complet))).toBeGreaterThan(1)
})
