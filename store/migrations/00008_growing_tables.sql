-- +goose Up

-- Every tick reads what was told since the open collections began, and which boards there are; both tables keep growing.
CREATE INDEX notifications_day ON notifications (day);
CREATE INDEX notification_items_board ON notification_items (period) WHERE duty = 'board';
