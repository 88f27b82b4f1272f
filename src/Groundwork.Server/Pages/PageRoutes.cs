using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Groundwork.Server.Pages;

/// <summary>Every address of a page.</summary>
internal static class PageRoutes
{
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", AskRoute.ShowAsync);
        pages.MapGet("/parts/source", SourceRoute.ShowAsync);
        pages.MapPost("/c", ConversationForms.BeginAsync);
        pages.MapGet("/c/{conversation}", ConversationRoute.ShowAsync);
        pages.MapPost("/c/{conversation}/ask", ConversationForms.AskAsync);
        pages.MapPost("/c/{conversation}/turns/{turn:long}/edit", ConversationForms.EditAsync);
        pages.MapPost("/c/{conversation}/turns/{turn:long}/retry", ConversationForms.RetryAsync);
        pages.MapPost("/c/{conversation}/turns/{turn:long}/feedback", ConversationForms.RateAsync);
        pages.MapPost("/c/{conversation}/rename", ConversationForms.RenameAsync);
        pages.MapPost("/c/{conversation}/share", ConversationForms.ShareAsync);
        pages.MapPost("/c/{conversation}/revoke", ConversationForms.RevokeAsync);
        pages.MapPost("/c/{conversation}/delete", ConversationForms.DeleteAsync);
        pages.MapGet("/shared/{token}", SharedRoute.ShowAsync);
        pages.MapGet("/library", LibraryRoute.ShowAsync);
        pages.MapPost("/library/upload", UploadRoute.PostAsync);
        pages.MapGet("/library/{name}", CollectionRoute.ShowAsync);
        pages.MapPost("/library/{name}/retry", RetryRoute.PostAsync);
        pages.MapPost("/library/{name}/sync", SyncRoute.PostAsync);
        pages.MapPost("/library/{name}/cancel", CancelRoute.PostAsync);
        pages.MapGet("/library/{name}/delete", DeleteRoute.ShowAsync);
        pages.MapPost("/library/{name}/delete", DeleteRoute.PostAsync);
        pages.MapGet("/document", DocumentRoute.ShowAsync);
        pages.MapGet("/original", OriginalRoute.ShowAsync);
        pages.MapGet("/evals", EvalsRoute.ShowAsync);
        pages.MapPost("/evals/run", EvalsRoute.RunAsync);
        pages.MapPost("/evals/import", EvalsRoute.ImportAsync);
        pages.MapPost("/evals/draft", EvalsRoute.DraftAsync);
        pages.MapGet("/evals/datasets/{name}", DatasetRoute.ShowAsync);
        pages.MapPost("/evals/datasets/{name}/edit", DatasetRoute.EditAsync);
        pages.MapPost("/evals/datasets/{name}/delete", DatasetRoute.DeleteAsync);
        pages.MapGet("/evals/runs/{run}", EvalRunRoute.ShowAsync);
        pages.MapPost("/evals/runs/{run}/baseline", EvalRunRoute.PinAsync);
        pages.MapPost("/evals/runs/{run}/review", EvalRunRoute.ReviewAsync);
        pages.MapPost("/evals/runs/{run}/delete", EvalRunRoute.DeleteAsync);
        pages.MapGet("/evals/compare", CompareRoute.ShowAsync);
        pages.MapGet("/evals/review/{queue}", ReviewRoute.ShowAsync);
        pages.MapPost("/evals/review/{queue}/vote", ReviewRoute.VoteAsync);
        pages.MapPost("/evals/review/{queue}/skip", ReviewRoute.SkipAsync);
        pages.MapPost("/evals/review/{queue}/decide", ReviewRoute.DecideAsync);
        pages.MapPost("/evals/review/{queue}/promote", ReviewRoute.PromoteAsync);
        pages.MapGet("/models", ModelsRoute.ShowAsync);
        pages.MapGet("/status", StatusRoute.ShowAsync);
    }
}
