import type { Published } from './portail.queries.server.ts'
import type {
  PublicDocument,
  PublicEvaluation,
  PublicExperience,
  PublicFiche,
  PublicNature,
  PublicRapport,
} from './public.schema.ts'

interface Described {
  nature: PublicNature
  contenu: PublicDocument | PublicFiche | PublicExperience | PublicRapport | PublicEvaluation
  published: Pick<Published, 'titre' | 'resume' | 'publieLe' | 'edition'>
  issuer: string
  url: string
}

/** A publication in the vocabulary of schema.org. */
export function jsonLdOf({ nature, contenu, published, issuer, url }: Described): object {
  const organisation = { '@type': 'GovernmentOrganization', name: issuer }
  return {
    '@context': 'https://schema.org',
    '@type': types[nature],
    '@id': url,
    url,
    name: published.titre,
    headline: published.titre,
    description: published.resume,
    inLanguage: 'fr-FR',
    datePublished: published.publieLe.slice(0, 10),
    version: published.edition,
    publisher: organisation,
    author: organisation,
    ...details(contenu),
  }
}

const types = {
  document: 'Report',
  fiche: 'Project',
  experience: 'Article',
  rapport: 'Report',
  evaluation: 'Report',
} as const

function details(contenu: Described['contenu']): object {
  if ('synthese' in contenu)
    return { abstract: contenu.synthese, about: { '@type': 'CreativeWork', name: contenu.document } }
  if ('annee' in contenu)
    return {
      temporalCoverage: String(contenu.annee),
      about: { '@type': 'CreativeWork', name: contenu.document },
    }
  if ('mois' in contenu)
    return {
      temporalCoverage: contenu.mois.slice(0, 7),
      keywords: contenu.typeAction.split(';').map((its) => its.trim()),
      contentLocation: { '@type': 'AdministrativeArea', name: contenu.departement },
      abstract: contenu.objectifs,
      about: contenu.chiffres.map(({ valeur, label }) => ({
        '@type': 'PropertyValue',
        name: label,
        value: valeur,
      })),
    }
  const places = [...contenu.communes, ...contenu.quartiers].map(({ code, nom }) => ({
    '@type': 'AdministrativeArea',
    name: nom,
    identifier: code,
  }))
  if ('signataires' in contenu)
    return {
      spatialCoverage: places,
      temporalCoverage: `${contenu.debut ?? '..'}/${contenu.fin ?? '..'}`,
      contributor: contenu.signataires.map((name) => ({ '@type': 'Organization', name })),
    }
  return {
    areaServed: places,
    foundingDate: contenu.debut,
    dissolutionDate: contenu.fin,
    funder: contenu.financeurs.map((name) => ({ '@type': 'Organization', name })),
  }
}
