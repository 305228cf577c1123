import { formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import type { LiveBloc } from './experience.schema.ts'
import type { FicheMatter } from './fiche.documents.ts'

type Drawn = Omit<LiveBloc, 'source'>

/** What a fiche action gives to a case sheet. */
export function ficheBlocs({ fiche, names, parts }: FicheMatter): Drawn[] {
  const partners = [
    ...names.operateurs.map(({ nom }) => `${nom}, opérateur`),
    ...names.partenaires.map(({ nom }) => `${nom}, partenaire`),
    ...names.financeurs.map(({ nom }) => `${nom}, financeur`),
  ]
  const budget =
    fiche.budgetCentimes === null ? [] : [`Budget prévisionnel : ${formatEurosRounded(fiche.budgetCentimes)}`]
  return [
    bloc(
      'porteur',
      'porteurs',
      'Porteur',
      names.porteur.map(({ nom }) => nom),
    ),
    bloc(
      'lieux',
      'objectifs',
      'Où',
      [...names.communes, ...names.qpv].map(({ nom }) => nom),
    ),
    bloc(
      'actions',
      'description',
      formatCount(parts.actions.length, 'action'),
      parts.actions.map((its) => `${its.titre}${its.porteur ? ` (${its.porteur})` : ''}`),
    ),
    bloc(
      'etapes',
      'description',
      'Étapes',
      parts.etapes.map(({ titre }) => titre),
    ),
    resultats(parts.resultats),
    bloc('partenaires', 'partenaires', formatCount(partners.length, 'partenaire'), partners),
    ...means(parts.moyens, budget),
  ]
}

function bloc(cle: string, section: LiveBloc['section'], titre: string, lignes: string[]): Drawn {
  return { cle, section, titre, lignes, chiffres: [] }
}

function means(moyens: FicheMatter['parts']['moyens'], budget: string[]): Drawn[] {
  const lines = (nature: 'etp' | 'euros' | 'materiel', unit: string): string[] =>
    moyens
      .filter((its) => its.nature === nature)
      .map((its) =>
        [
          `${its.annee} :`,
          its.valeur === null ? '' : `${formatNumber(its.valeur, 1)} ${unit}`,
          its.description,
        ]
          .filter(Boolean)
          .join(' '),
      )
  return [
    bloc('etp', 'moyensHumains', 'Moyens humains suivis', lines('etp', 'ETP')),
    bloc('euros', 'moyensFinanciers', 'Moyens financiers suivis', [...budget, ...lines('euros', '€')]),
    bloc('materiel', 'moyensMateriels', 'Moyens matériels suivis', lines('materiel', '')),
  ]
}

function resultats(listed: FicheMatter['parts']['resultats']): Drawn {
  const measured = listed.flatMap((its) => {
    const last = its.annees.findLast(({ observe }) => observe !== null)
    if (!last || last.observe === null) return []
    const value = `${formatNumber(last.observe, 1)}${its.unite ? ` ${its.unite}` : ''}`
    const target = last.cible === null ? '' : `, pour une cible de ${formatNumber(last.cible, 1)}`
    return [
      {
        ligne: `${its.indicateur} : ${value} en ${last.annee}${target}`,
        chiffre: { valeur: value, label: `${its.indicateur} (${last.annee})` },
      },
    ]
  })
  return {
    cle: 'resultats',
    section: 'bilan',
    titre: 'Résultats mesurés',
    lignes: measured.map(({ ligne }) => ligne),
    chiffres: measured.map(({ chiffre }) => chiffre).slice(0, 4),
  }
}
