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
        pages.MapGet("/models", ModelsRoute.ShowAsync);
        pages.MapGet("/status", StatusRoute.ShowAsync);
    }
}
