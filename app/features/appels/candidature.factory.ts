import { isoDate } from '#app/lib/dates.ts'
import type { Candidature } from './candidature.rules.ts'
import type { CandidatureInput } from './candidature.schema.ts'

/** What a bid says of itself, plausible. */
export function aCandidatureInput(given: Partial<CandidatureInput> = {}): CandidatureInput {
  return {
    code: 'ESSAI-1',
    titre: 'Un projet pour la jeunesse',
    appel: 'Appel d’essai',
    financeurId: null,
    objet: 'Agir avec les jeunes.',
    publicVise: 'Moins de 25 ans',
    depotLe: isoDate('2027-04-30'),
    debut: isoDate('2027-09-01'),
    fin: isoDate('2030-09-01'),
    places: null,
    ...given,
  }
}

const parts = {
  partenaires: [
    {
      id: 'p1',
      organisationId: 'epci',
      organisation: 'EPCI',
      role: 'chef_de_file',
      lettre: 'signee',
      conseilLe: null,
      note: '',
    },
    {
      id: 'p2',
      organisationId: 'asso',
      organisation: 'Association',
      role: 'operateur',
      lettre: 'signee',
      conseilLe: isoDate('2027-03-15'),
      note: '',
    },
  ],
  domaines: [{ id: 'd1', titre: 'Mobilité', description: '' }],
  actions: [
    {
      id: 'a1',
      code: 'A01',
      titre: 'Bouger',
      domaineId: 'd1',
      operateurId: 'asso',
      operateur: 'Association',
      resume: '',
      communeCodes: [],
      ficheId: null,
      ficheCode: null,
    },
  ],
  budget: [
    {
      id: 'b1',
      actionId: 'a1',
      operateurId: 'asso',
      operateur: 'Association',
      financeurId: 'etat',
      financeur: 'État',
      annee: 2027,
      montantCentimes: 50_000_00,
    },
    {
      id: 'b2',
      actionId: 'a1',
      operateurId: 'asso',
      operateur: 'Association',
      financeurId: 'region',
      financeur: 'Région',
      annee: 2027,
      montantCentimes: 50_000_00,
    },
  ],
  regles: [{ id: 'r1', genre: 'part_max', seuil: 50, source: '' }],
  pieces: [{ id: 'x1', titre: 'Plan de financement', responsable: '', echeance: null, etat: 'prete' }],
  exigences: [
    {
      id: 'e1',
      titre: 'Deux financeurs',
      responsable: '',
      etat: 'satisfaite',
      preuve: '',
      pieceIds: ['x1'],
    },
  ],
  sections: [{ id: 's1', titre: 'Le besoin', etat: 'arretee', texte: 'Un besoin.' }],
} satisfies Partial<Candidature>

/** A bid whole, ready to be handed in: what a test takes away is what is missing. */
export function aBid(given: Partial<Candidature> = {}): Candidature {
  const { places, ...input } = aCandidatureInput({ financeurId: 'etat' })
  return {
    ...input,
    id: 'bid',
    version: 1,
    places,
    financeur: 'État',
    etat: 'en_montage',
    decision: 'go',
    decisionMotif: 'Parce que.',
    decisionLe: isoDate('2027-01-10'),
    issueLe: null,
    montantObtenuCentimes: null,
    lecons: '',
    ficheId: null,
    exemple: false,
    ...parts,
    depenses: [],
    ...given,
  }
}
