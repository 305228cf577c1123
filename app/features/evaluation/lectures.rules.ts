import { formatCount } from '#app/lib/text.ts'
import { formatEffect, TERRITORY_NOT_PEOPLE } from '#stats/impact/verdict-words.ts'
import { methodWords } from './etude.words.ts'
import type { Protocole, Resultat } from './etude-resultat.schema.ts'

export interface Lecture {
  etude: { debut: number; cible: number | null; choisiesSurMesure: boolean }
  protocole: Protocole
  resultat: Resultat
}

const SURETES: Record<Resultat['niveau'], string> = {
  '0': 'On ne peut rien conclure de ces chiffres, ni en bien ni en mal.',
  '1': 'C’est une description : on voit ce qui a changé, pas pourquoi.',
  '2': 'C’est un signal : il mérite d’être suivi, pas d’être annoncé comme un résultat.',
  '3': 'Un effet est probable ; il reste possible, dans une étude sur vingt, que ce soit le hasard.',
  N: 'On n’a pas vu d’effet, et un effet de la taille attendue aurait été visible.',
  I: 'On ne peut pas trancher : il peut y avoir un effet, il peut ne pas y en avoir.',
}

/** The verdict for an elected person: what was asked, what was seen, what one may say of it. No statistical word. Pure. */
export function pourLElu({ etude, protocole, resultat }: Lecture): string[] {
  const { indicateurNom, unite, traitees, donneuses } = protocole
  const places = formatCount(traitees.length, 'commune concernée', 'communes concernées')
  const asked =
    protocole.methode === 'its'
      ? `On a regardé « ${indicateurNom} » dans ${places}, avant et après ${etude.debut}, sans commune à qui comparer.`
      : `On a regardé « ${indicateurNom} » dans ${places}, avant et après ${etude.debut}, et dans ${donneuses.length} communes ailleurs, proches par leur niveau d’avant.`
  const direction = (resultat.effet ?? 0) < 0 ? 'plus bas' : 'plus haut'
  const seen =
    resultat.effet === null || resultat.niveau === '0'
      ? null
      : `Depuis, le chiffre est ${direction} de ${formatEffect(Math.abs(resultat.effet), unite)} que ce que la comparaison laissait attendre.${spreadWords(resultat, unite)}`
  return [
    asked,
    seen,
    SURETES[resultat.niveau],
    limitOf(resultat),
    'Le chiffre parle de la commune, pas de ses habitants d’alors : une partie a déménagé.',
  ].filter((text) => text !== null)
}

function spreadWords({ bas, haut }: Resultat, unite: string): string {
  if (bas === null || haut === null) return ''
  const size = (value: number) => formatEffect(Math.abs(value), unite)
  if (bas > 0) return ` Compatible avec une hausse de ${size(bas)} à ${size(haut)}.`
  if (haut < 0) return ` Compatible avec une baisse de ${size(haut)} à ${size(bas)}.`
  return ` Compatible avec une baisse de ${size(bas)} comme avec une hausse de ${size(haut)} : on ne peut pas exclure l’absence d’effet.`
}

function limitOf({ plusPetitVisible, niveau }: Resultat): string | null {
  if (plusPetitVisible === null || (niveau !== 'N' && niveau !== 'I')) return null
  return `Avec ces données, un effet plus petit que ${formatEffect(plusPetitVisible)} serait passé inaperçu.`
}

/** The same verdict for a statistician: estimand, design, inference, robustness, what is assumed and not shown. Pure. */
export function pourLeStatisticien({ etude, protocole, resultat }: Lecture): string[] {
  return [
    designOf(etude, protocole),
    estimateOf(resultat, protocole),
    certificateOf(resultat),
    robustnessOf(resultat, protocole),
    assumptionsOf(protocole, etude),
    `${TERRITORY_NOT_PEOPLE} Ni les effets sur d’autres mesures, ni les autres politiques menées aux mêmes dates ici ou dans les communes de comparaison ne sont montrés.`,
  ]
}

function designOf({ debut }: Lecture['etude'], protocole: Protocole): string {
  const before = protocole.annees.filter((annee) => annee < debut).length
  const after = protocole.annees.length - before
  return `Estimand : effet moyen sur les unités traitées (ATT) de ${debut} à ${protocole.annees.at(-1) ?? debut}. ${methodWords[protocole.methode]} ; ${protocole.traitees.length} traitées, ${protocole.donneuses.length} donneuses, ${before} dates avant et ${after} après.`
}

function estimateOf(resultat: Resultat, { unite, methode, testsAvant }: Protocole): string {
  const { effet, erreur, bas, haut, p, plusPetitVisible } = resultat
  const shown = (value: number | null) => (value === null ? 'non calculable' : formatEffect(value, unite))
  const interval =
    bas === null || haut === null ? 'non calculable' : `[${formatEffect(bas)} ; ${formatEffect(haut)}]`
  const how =
    methode === 'event' ? 'grappes par commune' : methode === 'its' ? 'Newey-West' : 'placebos en espace'
  const family =
    testsAvant === 0 ? '' : ` ${testsAvant + 1} tests à ce jour sur le territoire : lire p corrigé.`
  return `Estimation ${shown(effet)} ; erreur type ${shown(erreur)} (${how}) ; intervalle à 95 % ${interval} ; p = ${p === null ? 'non calculable' : formatEffect(p)} ; plus petit effet détectable à 80 % ${shown(plusPetitVisible)}.${family}`
}

function certificateOf({ converge, ecart, iterations, lignes }: Resultat): string {
  const gap = ecart ? `, saut de dualité ${ecart.toExponential(1)}` : ''
  return `Optimum ${converge ? `atteint en ${formatCount(iterations, 'itération')}${gap}` : 'non atteint'} ; table de décision, lignes ${lignes.join(', ')}.`
}

function robustnessOf(
  { sensibilite = [], secondEffet = null, tendances, avantFit }: Resultat,
  { unite }: Protocole,
): string {
  const effects = sensibilite
    .filter(({ changement }) => changement !== 'passe' && changement !== 'voisinage')
    .flatMap(({ effet }) => (effet === null ? [] : [effet]))
  const range =
    effects.length === 0
      ? 'Aucun essai de sensibilité possible'
      : `${formatCount(effects.length, 'essai')} de sensibilité, de ${formatEffect(Math.min(...effects))} à ${formatEffect(Math.max(...effects), unite)}`
  const second = secondEffet === null ? '' : ` ; seconde méthode ${formatEffect(secondEffet, unite)}`
  const fit = avantFit === null ? '' : ` ; RMSPE avant ${formatEffect(avantFit, unite)}`
  const trends =
    tendances?.p == null
      ? ''
      : ` ; test des tendances avant p = ${formatEffect(tendances.p)}, ce qui n’en est pas une preuve ; rupture de Rambachan et Roth ${tendances.rupture === null ? 'non calculable' : formatEffect(tendances.rupture)}`
  return `${range}${second}${fit}${trends}.`
}

function assumptionsOf({ methode }: Protocole, { choisiesSurMesure }: Lecture['etude']): string {
  const main: Record<Protocole['methode'], string> = {
    sc: 'Suppose que les communes concernées restent dans l’enveloppe des donneuses et qu’aucun choc propre ne les touche',
    sdid: 'Suppose des facteurs communs que les poids d’unités et de dates équilibrent',
    event: 'Suppose des tendances parallèles et aucune anticipation',
    did: 'Suppose des tendances parallèles, ici peu vérifiables',
    its: 'Suppose que la tendance d’avant se serait prolongée, et aucun autre changement à la même date',
  }
  return `${main[methode]}, et pas de débordement sur les donneuses${choisiesSurMesure ? ' ; sélection sur la mesure elle-même, régression vers la moyenne possible' : ''}.`
}
