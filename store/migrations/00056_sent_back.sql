-- +goose Up

-- Which figures were sent back. A list of an old period looks for the figures of it that were not signed off: those that await it are in
-- unsigned_figures, and these are the others. Whoever posts writes nothing here.
CREATE INDEX sign_offs_sent_back ON sign_offs (figure_id) WHERE state = 'sent-back';
