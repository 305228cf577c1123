import { z } from 'zod'
import { actionsQuery, apiItems, apiTerritoire, listQuery, pageOf, problem } from './api.schema.ts'
import { partnerItems, partnerQueries } from './api-partenaires.schema.ts'
import { inclusionSchemas } from './inclusion.ts'
import { type InclusionFile, inclusionTitres } from './inclusion.words.ts'
import { type Portee, porteeCodes, portees } from './jeton.schema.ts'
import { plainSchema } from './plain-schema.ts'
import { type PublicNature, publicNatures } from './public.schema.ts'

interface Operation {
  id: string
  summary: string
  path: string
  params: ReadonlyArray<string>
  query: z.ZodObject | null
  answer: z.ZodType | null
  type: string
  /** Read with a key, of this scope. */
  portee?: Portee
}

const JSON_TYPE = 'application/json'

function collection(nature: PublicNature): Operation[] {
  const { chemin, un, plusieurs } = publicNatures[nature]
  const item = apiItems[nature]
  const name = chemin.charAt(0).toUpperCase() + chemin.slice(1)
  return [
    {
      id: `list${name}`,
      summary: `${plusieurs} publiés`,
      path: `/territoires/{territoire}/${chemin}`,
      params: ['territoire'],
      query: nature === 'fiche' ? actionsQuery : listQuery,
      answer: pageOf(item, `Page${name}`),
      type: JSON_TYPE,
    },
    {
      id: `get${name}`,
      summary: un,
      path: `/territoires/{territoire}/${chemin}/{adresse}`,
      params: ['territoire', 'adresse'],
      query: null,
      answer: item,
      type: JSON_TYPE,
    },
    dump(chemin, name, 'csv', 'text/csv'),
    dump(chemin, name, 'schema', JSON_TYPE),
  ]
}

function dump(chemin: string, name: string, kind: 'csv' | 'schema', type: string): Operation {
  return {
    id: `${kind}${name}`,
    summary:
      kind === 'csv'
        ? `Tout « ${chemin} », en CSV`
        : `Description des colonnes de ${chemin}.csv (Table Schema)`,
    path: `/territoires/{territoire}/export/${chemin}.${kind === 'csv' ? 'csv' : 'schema.json'}`,
    params: ['territoire'],
    query: null,
    answer: null,
    type,
  }
}

function inclusion(file: InclusionFile): Operation[] {
  const titre = inclusionTitres[file]
  const name = `Inclusion${file.charAt(0).toUpperCase()}${file.slice(1)}`
  const shared = { params: ['territoire'], query: null }
  const path = `/territoires/{territoire}/export/inclusion-${file}`
  return [
    {
      id: `csv${name}`,
      summary: `${titre}, au schéma data·inclusion v1, en CSV`,
      path: `${path}.csv`,
      answer: null,
      type: 'text/csv',
      ...shared,
    },
    {
      id: `json${name}`,
      summary: `${titre}, au schéma data·inclusion v1, en JSON`,
      path: `${path}.json`,
      answer: z.array(inclusionSchemas[file].meta({ id: name })).meta({ id: `Fichier${name}` }),
      type: JSON_TYPE,
      ...shared,
    },
  ]
}

function partnerCollection(portee: Portee): Operation[] {
  const item = partnerItems[portee]
  const name = `Partenaires${portee.charAt(0).toUpperCase()}${portee.slice(1)}`
  const path = `/territoires/{territoire}/partenaires/${portee}`
  const shared = { type: JSON_TYPE, portee }
  return [
    {
      id: `list${name}`,
      summary: portees[portee],
      path,
      params: ['territoire'],
      query: partnerQueries[portee],
      answer: pageOf(item, `Page${name}`),
      ...shared,
    },
    {
      id: `get${name}`,
      summary: `Un élément de « ${portee} »`,
      path: `${path}/{id}`,
      params: ['territoire', 'id'],
      query: null,
      answer: item,
      ...shared,
    },
  ]
}

/** Every operation of the interface: the document is written from it, and the fuzz test tries each. */
export const operations: ReadonlyArray<Operation> = [
  {
    id: 'listTerritoires',
    summary: 'Territoires dont le portail est ouvert',
    path: '/territoires',
    params: [],
    query: null,
    answer: z.object({ donnees: z.array(apiTerritoire) }).meta({ id: 'Territoires' }),
    type: JSON_TYPE,
  },
  ...collection('document'),
  ...collection('fiche'),
  ...collection('experience'),
  ...collection('rapport'),
  ...collection('evaluation'),
  ...inclusion('structures'),
  ...inclusion('services'),
  {
    id: 'getDictionnaire',
    summary: 'Dictionnaire des données : chaque colonne de chaque fichier, en CSV',
    path: '/territoires/{territoire}/export/dictionnaire.csv',
    params: ['territoire'],
    query: null,
    answer: null,
    type: 'text/csv',
  },
  {
    id: 'getCatalogue',
    summary: 'Catalogue des jeux de données (DCAT)',
    path: '/territoires/{territoire}/catalogue.jsonld',
    params: ['territoire'],
    query: null,
    answer: null,
    type: 'application/ld+json',
  },
  ...porteeCodes.flatMap(partnerCollection),
]

/** The OpenAPI 3.1 document of the interface. */
export function openApi(server: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Maillage, données publiées',
      version: '1.0.0',
      summary: 'Ce que des territoires publient de leur projet de cohésion sociale, en lecture.',
      description:
        'Ce qui est public se lit sans compte. Un partenaire lit davantage avec un jeton que le territoire lui donne.',
      license: {
        name: 'Licence Ouverte 2.0',
        url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/',
      },
    },
    servers: [{ url: server }],
    paths: Object.fromEntries(operations.map((its) => [its.path, { get: operationOf(its) }])),
    components: {
      schemas: schemasOf(),
      securitySchemes: {
        jeton: { type: 'http', scheme: 'bearer', description: 'Un jeton « mlg_… » donné par le territoire.' },
      },
    },
  }
}

function operationOf({ id, summary, params, query, answer, type, portee }: Operation) {
  const schema = answer ? { schema: { $ref: `#/components/schemas/${idOf(answer)}` } } : {}
  const parameters = [...params.map(pathParameter), ...(query ? queryParameters(query) : [])]
  return {
    operationId: id,
    summary,
    security: portee ? [{ jeton: [] }] : [],
    ...(portee ? { description: `Portée du jeton : \`${portee}\`.` } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: {
      200: {
        description: 'Réponse',
        headers: {
          ETag: { schema: { type: 'string' } },
          'RateLimit-Remaining': { schema: { type: 'integer' } },
        },
        content: { [type]: schema },
      },
      304: { description: 'Rien de neuf depuis cet ETag' },
      ...(query || portee ? { 400: problemAnswer('Paramètre inconnu ou incorrect') } : {}),
      ...(portee
        ? { 401: problemAnswer('Jeton absent ou refusé'), 403: problemAnswer('Hors de la portée du jeton') }
        : {}),
      404: problemAnswer('Introuvable, ou portail fermé'),
      429: problemAnswer('Trop de demandes'),
    },
  }
}

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Probleme' } } },
})

const pathParameter = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } })

function queryParameters(query: z.ZodObject) {
  const { properties = {} } = plainSchema(query)
  return Object.entries(properties).map(([name, its]) => {
    const { description, ...schema } = Object(its)
    return { name, in: 'query', required: false, description, schema }
  })
}

function schemasOf(): Record<string, object> {
  const shown = operations.flatMap(({ answer }) => (answer ? [answer] : []))
  return Object.fromEntries([...shown, problem].map((schema) => [idOf(schema), plainSchema(schema)]))
}

function idOf(schema: z.ZodType): string {
  return String(schema.meta()?.id ?? '')
}
