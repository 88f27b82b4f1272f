namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>How keywords are read.</summary>
/// <param name="Draft">The edition.</param>
/// <param name="HasValidation">False for a metaschema without the vocabulary of validation: then <c>minimum</c> and its like say nothing.</param>
internal sealed record SchemaDialect(JsonSchemaDraft Draft, bool HasValidation = true)
{
    public bool IsDraft7 => Draft == JsonSchemaDraft.Draft7;
}
