-- +goose Up

-- The kinds of doubt about a figure that whoever posted it was asked about, and said that it is right all the same.
ALTER TABLE figures ADD COLUMN confirmed text[] NOT NULL DEFAULT '{}';
