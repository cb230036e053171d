-- +goose Up

-- What was published of an indicator, in order of time, so that a card reads as much of it as it shows.
CREATE INDEX edition_cards_in_time ON edition_cards (indicator_id, period_order(period), publication_id);
DROP INDEX published_cards_indicator;
CREATE INDEX publication_editions_taken_back ON publication_editions (id) WHERE taken_back_at IS NOT NULL;

-- The actions that every card of their indicator shows.
CREATE INDEX actions_open ON actions (indicator_id, period) WHERE state = 'open';

-- A list is counted, and its page found, without reading the indicators themselves.
CREATE INDEX indicators_of_service ON indicators (service, id) INCLUDE (committee, frequency);
CREATE INDEX indicators_of_committee ON indicators (committee, service, id) INCLUDE (frequency);
CREATE INDEX indicators_manager ON indicators (manager);
CREATE INDEX indicators_in_development ON indicators (id) WHERE kind = 'in_development';

-- The Reds, worst first, as an indicator's own people and as everybody else see them.
CREATE INDEX latest_cards_own_red ON latest_cards (own_gap, indicator_id) WHERE own_rating = 'Red';
CREATE INDEX latest_cards_seen_red ON latest_cards (seen_gap, indicator_id) WHERE seen_rating = 'Red';

-- What a period's cards are rated is read from these two alone.
DROP INDEX figure_revisions_of_period;
CREATE INDEX figure_revisions_of_period ON figure_revisions (period, indicator_id, revision) INCLUDE (id, rating, gap, status) WHERE taken_back_at IS NULL;
DROP INDEX edition_cards_of_period;
CREATE INDEX edition_cards_of_period ON edition_cards (period, indicator_id, publication_id) INCLUDE (figure_id);

-- The words by which an indicator is found, for which a GIN index finds those that begin with some letters: in small letters from a to z and
-- figures, without accents and apostrophes, and parted by whatever else stands between them. That does not depend on the database's locale. What is
-- done to a word is done to the beginning of that word, so a search that goes by the index misses nothing. It calls no function of ours, as a dump is
-- restored without a search_path.
-- +goose StatementBegin
CREATE FUNCTION indicator_words(code text, title text, service text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(ARRAY(
        SELECT left(word, 250)
        FROM regexp_split_to_table(
            translate(regexp_replace(normalize(code || ' ' || title || ' ' || service, NFKD),
                                     '[''’\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F]', '', 'g'),
                      'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
            '[^a-z0-9]+') AS word
        WHERE word <> ''))
$$;
-- +goose StatementEnd

CREATE INDEX indicators_words ON indicators USING gin (indicator_words(code, title, service));
