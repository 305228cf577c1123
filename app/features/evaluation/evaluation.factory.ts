import { isoDate } from '#app/lib/dates.ts'
import type { ConstatEvaluationInput, QuestionInput } from './referentiel.schema.ts'
import type { IndicateurSuiviInput, LivraisonInput } from './suivi.schema.ts'

/** A plausible question of evaluation, answered for by this organisation. */
export function aQuestion(organisationId: string, given: Partial<QuestionInput> = {}): QuestionInput {
  return {
    objet: 'actions',
    texte: 'Les actions de santé ont-elles atteint les habitants des quartiers ?',
    axeId: null,
    engagementId: null,
    critere: 'efficacite',
    jugement: 'La moitié des participants vivent en quartier prioritaire.',
    indicateurs: [],
    methode: 'Suivi et entretiens',
    sources: 'Fiches action',
    organisationId,
    fonction: 'Chargée de mission évaluation',
    echeance: isoDate('2027-06-30'),
    budgetCentimes: 1_500_000,
    ...given,
  }
}

/** A plausible finding that rests on a figure of the observatory. */
export function aConstatEvaluation(given: Partial<ConstatEvaluationInput> = {}): ConstatEvaluationInput {
  return {
    titre: 'Les participants viennent pour un tiers des quartiers.',
    reponse: 'en_partie',
    texte: 'Lu dans les comptes rendus.',
    etudes: [],
    diagnostics: [],
    indicateurs: [],
    chiffres: ['POP_TOTAL'],
    limites: 'Les adresses ne sont pas toutes connues.',
    ...given,
  }
}

/** A plausible indicator, typed by hand and meant to rise. */
export function anIndicateur(
  organisationId: string,
  given: Partial<IndicateurSuiviInput> = {},
): IndicateurSuiviInput {
  return {
    nom: 'Part des participants des quartiers',
    definition: 'Participants qui vivent en quartier prioritaire, parmi tous.',
    unite: '%',
    sens: 'hausse',
    axeId: null,
    calcul: null,
    organisationId,
    referenceAnnee: 2015,
    referenceValeur: 30,
    tolerancePourcent: 10,
    ...given,
  }
}

/** A plausible delivery, with an address to write to. */
export function aLivraison(organisationId: string, given: Partial<LivraisonInput> = {}): LivraisonInput {
  return {
    organisationId,
    objet: 'Allocataires par quartier, 2025',
    indicateurId: null,
    engagementId: null,
    courriel: 'statistiques@exemple.invalid',
    echeance: isoDate('2026-10-31'),
    note: '',
    ...given,
  }
}
