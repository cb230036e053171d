-- +goose Up

-- Which of Slack's newer blocks the workspace takes, as every process on the database has learnt it.
CREATE TABLE block_support (
    block     text PRIMARY KEY,
    support   text NOT NULL CHECK (support IN ('unknown', 'taken', 'declined', 'refused', 'doubted')),
    learnt_at timestamptz NOT NULL,
    asked_at  timestamptz -- when Slack was last asked; NULL: never
);
