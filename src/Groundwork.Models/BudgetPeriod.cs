namespace Groundwork.Models;

/// <summary>How long a budget lasts. Days and months are those of UTC.</summary>
public enum BudgetPeriod
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,

    /// <summary>For ever.</summary>
    Total,
}
