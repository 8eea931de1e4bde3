"""Many waybills from one table: read, checked cell by cell, shown, then begun as drafts by a job that can be resumed."""
