import { inclusionTitres } from './inclusion.words.ts'
import { publicNatures } from './public.schema.ts'

interface Described {
  nom: string
  portail: string
  api: string
  /** The day of the latest publication of each nature, and how many there are. */
  counts: Record<string, number>
}

const LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/'

/** The data sets of a portal in DCAT, as JSON-LD. */
export function catalogue(its: Described): object {
  const { nom, portail, api } = its
  const shared = {
    '@type': 'dcat:Dataset',
    'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': nom },
    'dct:license': LICENCE,
  }
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
    },
    '@id': `${api}/catalogue.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': `Données publiées du projet de cohésion sociale, ${nom}`,
    'dct:language': 'fr',
    'dct:publisher': shared['dct:publisher'],
    'foaf:homepage': portail,
    'dcat:dataset': [...published(its), ...inclusion(its)].map((set) => ({ ...shared, ...set })),
  }
}

function published({ nom, portail, api, counts }: Described): object[] {
  return Object.entries(publicNatures).map(([nature, { chemin, plusieurs }]) => ({
    '@id': `${api}/export/${chemin}.csv`,
    'dct:title': plusieurs,
    'dct:description': `${plusieurs} publiés par ${nom} : ${counts[nature] ?? 0}.`,
    'dcat:landingPage': `${portail}/${chemin}`,
    'dcat:distribution': [
      distribution(`${api}/export/${chemin}.csv`, 'text/csv'),
      distribution(`${api}/${chemin}`, 'application/json'),
    ],
  }))
}

function inclusion({ nom, portail, api }: Described): object[] {
  return Object.entries(inclusionTitres).map(([file, titre]) => ({
    '@id': `${api}/export/inclusion-${file}.csv`,
    'dct:title': titre,
    'dct:description': `${titre}, publiés par ${nom}, au schéma data·inclusion, version 1.`,
    'dct:conformsTo': 'https://gip-inclusion.github.io/data-inclusion-schema/',
    'dcat:landingPage': `${portail}/actions`,
    'dcat:distribution': [
      distribution(`${api}/export/inclusion-${file}.csv`, 'text/csv'),
      distribution(`${api}/export/inclusion-${file}.json`, 'application/json'),
    ],
  }))
}

const distribution = (url: string, type: string): object => ({
  '@type': 'dcat:Distribution',
  'dcat:downloadURL': url,
  'dcat:mediaType': type,
})
