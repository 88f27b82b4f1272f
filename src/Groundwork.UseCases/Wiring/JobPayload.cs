namespace Groundwork.UseCases.Wiring;

/// <summary>A job as it is kept: an ingestion, or the synchronisation that it belongs to.</summary>
internal sealed record JobPayload(IngestRequest Ingest, SyncRequest? Sync = null);
