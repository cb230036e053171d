package store

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestClaimRequest(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	var firsts atomic.Int32
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			first, err := s.ClaimRequest(t.Context(), "R1", "share", "U0LIB", monday)
			if err != nil {
				t.Error(err)
			}
			if first {
				firsts.Add(1)
			}
		})
	}
	all.Wait()
	if n := firsts.Load(); n != 1 {
		t.Errorf("%d of 20 were first, want 1", n)
	}
	if first, err := s.ClaimRequest(t.Context(), "R2", "share", "U0LIB", monday); err != nil || !first {
		t.Errorf("another request: %t, %v", first, err)
	}
	if first, err := s.ClaimRequest(t.Context(), "", "share", "U0LIB", monday); err == nil {
		t.Errorf("a request without an id was claimed: %t", first)
	}
}
