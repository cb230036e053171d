-- +goose Up
-- What a request was answered with, so that the same one again, or one whose COMMIT got no answer, is answered alike.
ALTER TABLE requests ADD COLUMN answer text;
ALTER TABLE requests ADD CONSTRAINT requests_answer_check CHECK (answer IS NULL OR kind <> 'posting');

-- +goose Down
ALTER TABLE requests DROP COLUMN answer;
