namespace Groundwork.UseCases;

/// <summary>By what a usage report is broken down.</summary>
public enum UsageGrouping
{
    /// <summary>The whole.</summary>
    None,

    /// <summary>Day of UTC.</summary>
    Day,

    /// <summary>API key.</summary>
    Key,

    /// <summary>Person behind the key.</summary>
    User,

    /// <summary>Route.</summary>
    Route,

    /// <summary>Target.</summary>
    Target,

    /// <summary>Model.</summary>
    Model,
}
