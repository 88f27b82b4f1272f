using System.Text.Json;

namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>A schema and the resource it belongs to.</summary>
internal readonly record struct SchemaPlace(JsonElement Schema, SchemaResource Resource);
