namespace Groundwork.Evals.Scoring.Schemas;

/// <summary>Keywords whose values are schemas. <c>enum</c> and <c>const</c> are not among them: what looks like a schema there is data.</summary>
internal static class SchemaKeywords
{
    /// <summary>The value is a schema, or for some of them in draft 7 a list of schemas.</summary>
    public static IReadOnlyList<string> One { get; } =
        ["items", "additionalItems", "contains", "additionalProperties", "propertyNames", "if", "then", "else", "not", "unevaluatedItems", "unevaluatedProperties", "contentSchema"];

    /// <summary>The value is a list of schemas.</summary>
    public static IReadOnlyList<string> List { get; } = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];

    /// <summary>The value holds schemas by name.</summary>
    public static IReadOnlyList<string> Named { get; } = ["definitions", "$defs", "properties", "patternProperties", "dependentSchemas", "dependencies"];
}
