-- +goose Up

-- The kinds of doubt about a figure that whoever posted it was asked about, and said that it is right all the same.
ALTER TABLE figures ADD COLUMN confirmed text[] NOT NULL DEFAULT '{}';

-- To find where else a commentary stands, whatever is between its words.
CREATE INDEX figures_same_words ON figures (md5(lower(regexp_replace(commentary, '[^[:alnum:]]+', ' ', 'g')))) WHERE commentary <> '';
