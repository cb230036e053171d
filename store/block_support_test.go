package store

import (
	"testing"
	"time"
)

func TestWhatIsKnownOfABlock(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	morning := at(t, "2024-01-08 09:00").Now
	known := func() KnownBlock {
		t.Helper()
		k, err := s.KnownBlock(t.Context(), "chart")
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	same(t, "before anything is heard", KnownBlock{Support: BlockUnknown}, known())
	asked := time.Time{}
	for n, step := range []struct {
		news BlockNews
		want BlockSupport
	}{
		{BlockNotSaid, BlockUnknown},
		{BlockSaidTaken, BlockTaken},
		{BlockNotSaid, BlockTaken},
		{BlockSaidDeclined, BlockDeclined},
		{BlockSaidTaken, BlockTaken}, // Slack has brought it to this workspace
		{BlockWasRefused, BlockRefused},
		{BlockNotSaid, BlockRefused},
		{BlockSaidTaken, BlockDoubted}, // so says Slack, and refused it all the same
		{BlockSaidTaken, BlockDoubted},
		{BlockWasRefused, BlockRefused},
		{BlockSaidTaken, BlockDoubted},
		{BlockWasShown, BlockTaken},
		{BlockSaidTaken, BlockTaken},
		{BlockWasRefused, BlockRefused},
		{BlockSaidDeclined, BlockDeclined},
		{BlockWasShown, BlockTaken},
	} {
		now := morning.Add(time.Duration(n) * time.Hour)
		if err := s.LearnBlock(t.Context(), "chart", step.news, now); err != nil {
			t.Fatal(err)
		}
		if step.news != BlockWasShown && step.news != BlockWasRefused {
			asked = now
		}
		if got := known(); got.Support != step.want || !got.AskedAt.Equal(asked) {
			t.Errorf("%d, after %q: %+v, want %q, asked at %v", n, step.news, got, step.want, asked)
		}
	}
}
