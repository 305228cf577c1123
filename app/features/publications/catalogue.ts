import { publicNatures } from './public.schema.ts'

interface Described {
  nom: string
  portail: string
  api: string
  /** The day of the latest publication of each nature, and how many there are. */
  counts: Record<string, number>
}

/** The data sets of a portal in DCAT, as JSON-LD. */
export function catalogue({ nom, portail, api, counts }: Described): object {
  const publisher = { '@type': 'foaf:Organization', 'foaf:name': nom }
  const licence = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/'
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
    'dct:publisher': publisher,
    'foaf:homepage': portail,
    'dcat:dataset': Object.entries(publicNatures).map(([nature, { chemin, plusieurs }]) => ({
      '@id': `${api}/export/${chemin}.csv`,
      '@type': 'dcat:Dataset',
      'dct:title': plusieurs,
      'dct:description': `${plusieurs} publiés par ${nom} : ${counts[nature] ?? 0}.`,
      'dct:publisher': publisher,
      'dct:license': licence,
      'dcat:landingPage': `${portail}/${chemin}`,
      'dcat:distribution': [
        distribution(`${api}/export/${chemin}.csv`, 'text/csv'),
        distribution(`${api}/${chemin}`, 'application/json'),
      ],
    })),
  }
}

const distribution = (url: string, type: string): object => ({
  '@type': 'dcat:Distribution',
  'dcat:downloadURL': url,
  'dcat:mediaType': type,
})
