namespace Groundwork.Evals;

/// <summary>An edition of JSON Schema.</summary>
public enum JsonSchemaDraft
{
    /// <summary>Draft 7 (2018).</summary>
    Draft7,

    /// <summary>Draft 2020-12.</summary>
    Draft202012,
}
