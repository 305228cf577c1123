-- Keys of SIREN, SIRET and RNA: the same rules as app/lib/siret.ts and app/lib/rna.ts (a test compares them), so that a
-- list can be filtered on what is doubtful.
create function cle_luhn(chiffres text) returns boolean language sql immutable strict parallel safe as $$
  select sum(case when rang % 2 = 0 then c when c > 4 then 2 * c - 9 else 2 * c end) % 10 = 0
  from (select substr(chiffres, length(chiffres) - rang, 1)::int as c, rang from generate_series(0, length(chiffres) - 1) as rang) as chiffre
$$;
create function siren_juste(numero text) returns boolean language sql immutable strict parallel safe as $$
  select case when numero ~ '^\d{9}$' then cle_luhn(numero) else false end
$$;
create function siret_juste(numero text) returns boolean language sql immutable strict parallel safe as $$
  select case
    when numero !~ '^\d{14}$' then false
    when not cle_luhn(left(numero, 9)) then false
    when cle_luhn(numero) then true
    else left(numero, 9) = '356000000' and (select sum(c::int) from regexp_split_to_table(numero, '') as c) % 5 = 0
  end
$$;

alter table organisation add column a_verifier boolean not null generated always as (
  not coalesce(siret_juste(siret), true) or not coalesce(siren_juste(siren), true)
  or coalesce(rna !~ '^W\d[A-Z\d]\d{7}$', false)
  or coalesce(siret_juste(siret) and siren_juste(siren) and left(siret, 9) <> siren, false)) stored;
create index organisation_a_verifier on organisation (territoire_id, nom) where a_verifier;

-- A name without case nor accents, to find names that are nearly the same.
create function nom_simple(nom text) returns text language sql immutable strict parallel safe as $$
  select lower(unaccent('unaccent'::regdictionary, nom))
$$;
